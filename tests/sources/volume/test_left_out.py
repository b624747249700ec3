"""What of a volume is in no document."""

from __future__ import annotations

from pathlib import Path

import frus_pack

_NESTED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Lorne</title></titleStmt></fileDesc></teiHeader><text><body>
<div type="compilation" xml:id="c1"><head>Lorne</head>
<body><div type="document" xml:id="d1" n="1"><head>1. Letter</head><p>One.</p></div></body>
<div type="document" xml:id="d2" n="2"><head>2. Letter</head><p>Two.</p></div>
</div></body></text></TEI>"""


def test_a_body_within_the_body_is_gone_through_once(tmp_path: Path) -> None:
    volume = tmp_path / "frus1961-63v99.xml"
    volume.write_text(_NESTED)
    outcomes = frus_pack.pack_all(volume, tmp_path / "deposit", jobs=1)
    assert [outcome.status for outcome in outcomes] == ["packed", "packed"]
