"""What words can be in an item of a list: a title, a name, an office, a department."""

from __future__ import annotations

import re
import unicodedata

from frus_pack.sources.prose.ranks import GRADES, OFFICERS, SHORT_OFFICERS

RANK = rf"(?:Brig\.?|Maj\.?|Lt\.?|{GRADES}|Acting|Deputy|Under|Assistant|Asst\.?|Foreign|Prime)"
TITLE = (
    rf"(?:{RANK} ){{0,4}}(?:Messrs?|Mr|Mrs|Ms|Miss|Dr|Amb|{SHORT_OFFICERS}|Sen|Gov|Prof|Sec|Sir"
    rf"|Lord|Madame|Mme|(?:B/)?(?:{OFFICERS})|Commander|Ambassador|Secretary|Counselor|Senator"
    r"|Congressman|Governor|Minister|President|Chairman|Chancellor|Judge|Professor)\b\.?"
)
"""What a person is called, before the name: ``Rear Admiral``, ``Under Secretary``."""

TITLED = re.compile(rf"{TITLE} (?=[A-Z\[])(?![A-Z]{{2,5}}\b)")
"""A title and a name."""

ENTITLED = re.compile(
    rf"\s*(?:{TITLE} (?=[A-Z\[]|de [A-Z])(?![A-Z]{{2,5}}\b|E\.(?: and|$)|Gen\b|Designate"
    r"|Extraordinary|Plenipotentiary|Emeritus|Alternate)"
    r"|[Tt]he (?:Vice )?President\b|[Tt]he (?:(?:Acting|Under) )?Secretary\b"
    r"|[Tt]he Attorney General\b|(?:Right |The |His |Her ){0,3}(?:Honorable|Excellency"
    r"|Majesty|Highness) )"
)
_SEVERAL = (
    r"Messrs|Mssrs|Messers|Senators|Congressmen|Professors|Drs|Ambassadors|Generals"
    r"|(?:Assistant |Under )?Secretaries"
)
SEVERAL = re.compile(rf"\s*(?:{_SEVERAL})\b\.?\s+")
"""The title of all who follow."""

OFFICE_WORD = re.compile(
    r"\b(?:Embassy|Ambassador|Counsel(?:or)?|Minister|Secretary|General|Chief|Director|Officer|Staff"
    r"|Department|Office|Nations|Bank|Council|Delegation|Mission|Affairs|Administration|Attach[eé]"
    r"|Assistant|Interpreter|Committee|Agency|Nation|Republic|University|Division|Bureau"
    r"|Advis[eo]r|Commission|Manager|Corporation|Company|Association|Chairman|Representative|Alternate"
    r"|Institute|Society|Center|Foundation|Fund)s?\b"
)
_DEPARTMENTS = frozenset(
    """
    State Defense Treasury Commerce Agriculture Interior Justice Labor Budget White Army Navy Air
    Joint Bureau Department
    """.split()  # noqa: SIM905 - a list of words, to be read as one
)
CODE = r"[A-Z][A-Z/&]*"
"""The letters of an office that precede a dash: ``S/B—Mr. Orlan``."""

COUNTRIES = frozenset(
    name.replace("_", " ")
    for name in """
    Afghanistan Albania Algeria Angola Argentina Australia Austria Bahrain Bangladesh Belgium
    Benin Biafra Bolivia Botswana Brazil Bulgaria Burma Burundi Cambodia Cameroon Canada Ceylon
    Chad Chile China Colombia Congo Costa_Rica Cuba Cyprus Czechoslovakia Dahomey Denmark
    Dominican_Republic East_Germany Ecuador Egypt El_Salvador England Ethiopia Finland France
    Gabon Gambia Germany Ghana Greece Guatemala Guinea Guyana Haiti Honduras Hungary Iceland
    India Indonesia Iran Iraq Ireland Israel Italy Ivory_Coast Jamaica Japan Jordan Kenya Korea
    Kuwait Laos Lebanon Lesotho Liberia Libya Luxembourg Madagascar Malawi Malaya Malaysia Mali
    Malta Mauritania Mauritius Mexico Mongolia Morocco Mozambique Namibia Nepal Netherlands
    New_Zealand Nicaragua Niger Nigeria North_Korea North_Vietnam Norway Oman Pakistan Panama
    Paraguay Peru Philippines Poland Portugal Qatar Rhodesia Romania Rumania Russia Rwanda
    Saudi_Arabia Senegal Sierra_Leone Singapore Somalia South_Africa South_Korea South_Vietnam
    Spain Sudan Sweden Switzerland Syria Taiwan Tanganyika Tanzania Thailand Togo Tunisia Turkey
    Uganda Upper_Volta Uruguay Venezuela Viet-Nam Vietnam West_Germany Yemen Yugoslavia Zaire
    Zambia Zanzibar Zimbabwe Great_Britain Soviet_Union United_Kingdom United_States USSR
    """.split()  # noqa: SIM905 - a list of words, to be read as one
)
"""Names of countries, which head the members of their delegations."""

_WORD = r"[^\W\d_a-z][\w’'-]*"
_UNTITLED = re.compile(rf"\s*{_WORD}\.? (?:[A-Z]\. ?)*(?:{_WORD} )?{_WORD}(?: [A-Z]{{2,3}})?\s*")
_OF_PLACE = re.compile(
    r"\s*(?:New|Near|Far|Middle|North|South|East|West|Eastern|Western|Latin|San|Buenos|Hong|United"
    r"|Soviet|The|Saudi|Great|Viet|Federal)\b"
)
_SURNAME = re.compile(rf"\s*(?:{_WORD} (?:[A-Z]\. ?)*)?{_WORD}\s*")
_BRACKET = re.compile(r"[\[\]]")
_WITHHELD = re.compile(r"\[(?:[^\[\]]*not declassified|[Nn]ames?(?: [^\[\]]*)? deleted)\]")
_BARE_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def is_department(words: str) -> bool:
    """Return whether words before a dash are an office: letters, a department, a post."""
    bare = words.strip()
    is_letters = not re.search(r"[a-z]{2}", bare)
    is_known = bare.split()[0] in _DEPARTMENTS or bare in COUNTRIES
    return is_letters or is_known or is_post(bare)


def is_post(words: str) -> bool:
    """Return whether words are an office, and not a person with a title."""
    return OFFICE_WORD.search(words) is not None and not TITLED.match(words)


def is_full_name(words: str) -> bool:
    """Return whether words are a given name and a surname, and nothing of an office or a place."""
    bare = _BRACKET.sub("", words)
    is_name = _UNTITLED.fullmatch(bare) is not None and not _OF_PLACE.match(bare)
    return is_name and not is_of_government(bare)


def is_surname(words: str) -> bool:
    """Return whether words can be a name in a list of names."""
    bare = _BRACKET.sub("", words)
    is_name = _SURNAME.fullmatch(bare) is not None and not _OF_PLACE.match(bare)
    return is_name and not is_of_government(bare)


def is_withheld(words: str) -> bool:
    """Return whether words are a remark that a name is withheld."""
    return _WITHHELD.fullmatch(words.strip()) is not None


def is_of_government(words: str) -> bool:
    """Return whether words have a word of an office, or are a department, letters or a country."""
    bare = words.strip()
    return (
        OFFICE_WORD.search(bare) is not None
        or bare.split()[0] in _DEPARTMENTS
        or bare in COUNTRIES
        or bare.isupper()
    )


def bare_words(text: str) -> list[str]:
    """Return the words in small letters and without accents: of ``Césaire`` ``cesaire``."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [word.casefold() for word in _BARE_WORD.findall(bare)]
