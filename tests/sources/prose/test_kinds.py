"""Kinds of documents, told from titles."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.kinds import KINDS, kind_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Telegram From the Department of State to All American Republic Posts", "telegram"),
        ("Telegram 496 From the Embassy in Bolivia", "telegram"),
        ("Circular Telegram From the Department of State to Certain Posts", "circular-telegram"),
        ("Airgram From the Embassy in Bolivia", "airgram"),
        ("Despatch From the Embassy in Guatemala", "despatch"),
        ("Instruction From the Department of State", "instruction"),
        ("Memorandum for the Record", "memorandum"),
        ("Draft Memorandum From the President’s Special Assistant", "memorandum"),
        ("Action Memorandum From Mann to Rusk", "memorandum"),
        ("Memorandum of Conversation", "memorandum-of-conversation"),
        ("Memorandum of a Conversation, Department of State", "memorandum-of-conversation"),
        ("Memorandum of Telephone Conversation", "memorandum-of-telephone-conversation"),
        ("Letter From President Johnson to President Barrientos", "letter"),
        ("Oral Message From Rusk", "message"),
        ("E-mail From Emil Orlan to Max Pell", "message"),
        ("Electronic Mail", "message"),
        ("Summary Minutes of Meeting", "minutes"),
        ("Report Prepared in the Central Intelligence Agency", "report"),
        ("National Security Council Report", "report"),
        ("National Policy Paper", "paper"),
        ("Note From the Soviet Embassy", "note"),
        ("Notes of a Meeting", "notes"),
        ("Summary Record of the 500th Meeting", "record"),
        ("Summary", "summary"),
        ("Statement by the President", "statement"),
        ("Special National Intelligence Estimate", "intelligence-estimate"),
        ("Intelligence Memorandum", "intelligence-memorandum"),
        ("National Security Action Memorandum No. 328", "national-security-memorandum"),
        ("Presidential Directive/NSC–1", "national-security-memorandum"),
        ("Agreement Between the United States and Bolivia", "agreement"),
        ("Telegram Polto 12 From the Mission", "telegram"),
        ("Telegram CX–12 From the Commander", "telegram"),
        ("Airgram A–12 From the Legation", "airgram"),
        ("Circular Airgram CA-12, to Certain Posts", "airgram"),
        ("Department of State Position Paper", "paper"),
        ("Working Paper Presented by the Delegation", "paper"),
        ("Draft of a Memorandum of a Conversation, Lorne", "memorandum-of-conversation"),
        ("Text of Telegram From the Ambassador to Lorne", "telegram"),
        ("Action/Information Memorandum From Orlan to Pell", "memorandum"),
        ("Memorandum LRN–U/DM–12 From the Chairman to Pell", "memorandum"),
        ("Backchannel Message LORNTO 7 From Orlan to Pell", "message"),
        ("Lornto 46 Message From Orlan to Pell", "message"),
        ("Messages From Orlan to Pell", "message"),
        ("Research Note No. 29 From Orlan to Pell", "note"),
        ("Situation Report Number 1", "report"),
        ("Special Intelligence Estimate", "intelligence-estimate"),
        ("Instructions for the Ambassador", "other"),
        ("Telegram book of the mission", "other"),
        ("Editorial Note", "editorial-note"),
        ("Mr. Braida to Mr. Uhl.", "other"),
        ("Talking Points", "other"),
        ("Tables on Letter Boxes", "other"),
        ("", "other"),
    ],
)
def test_the_noun_that_a_title_begins_with_tells_the_kind(title: str, kind: str) -> None:
    assert kind_of(title) == kind
    assert kind in KINDS
