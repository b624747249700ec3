"""Names of countries, which head the members of their delegations in lists of participants."""

from __future__ import annotations

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
    Zambia Zanzibar Zimbabwe
    """.split()  # noqa: SIM905 - a list of words, to be read as one
)
