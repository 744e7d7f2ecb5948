"""Figures that agencies published, typed in again: what is not listed is printed as 0, a dot is a blank."""

from __future__ import annotations

from decimal import Decimal

from .amounts import rows_of
from .form import APPLICANTS, DISPUTES, FORMS
from .printed import BLANK, Key, Printed, number
from .statistics import STATISTICS

__all__ = ["published_figures"]


def published_figures(name: str, edition: str, one_row_other: bool = False) -> dict[Key, Printed]:
    """Return every cell of that report as printed; of a table of statistics the rows that are listed."""
    if edition in STATISTICS:
        return _published_statistics(_PUBLISHED[name])
    keys: list[Key] = [
        (c, None) for block in FORMS[edition].blocks for line in block.lines for c in line.codes
    ]
    keys += [(row.code, who) for row in rows_of(edition, one_row_other) for who in APPLICANTS]
    keys += [(code, None) for code in DISPUTES]
    figures = dict.fromkeys(keys, number(0))
    for line in _PUBLISHED[name].split("\n"):
        code, *raws = line.split() or [""]
        if not raws:
            continue
        if code == "disputes":
            places: list[Key] = [(dispute, None) for dispute in DISPUTES]
        else:
            places = [(code, who) for who in APPLICANTS] if len(raws) == 7 else [(code, None)]
        figures.update(zip(places, map(_printed, raws), strict=True))
    if list(figures) != keys:
        raise ValueError(f"{name} has figures that its form does not")
    return figures


def _published_statistics(text: str) -> dict[Key, Printed]:
    """Return each row's number of the year and its cumulative one."""
    lines = [line.split() for line in text.strip().splitlines()]
    return {
        (code + column, None): _printed(raw)
        for code, *raws in lines
        for column, raw in zip(("", "_cumulative"), raws, strict=True)
    }


def _printed(raw: str) -> Printed:
    if raw == ".":
        return BLANK
    digits = raw.removesuffix("元")
    return Printed(raw, "reported", Decimal(digits) if "." in digits else int(digits))


_PUBLISHED = {
    "pingtan_county_2013": """
        information_disclosed 1853 5395
        information_disclosed_website 1713 5017
        information_disclosed_gazette 0 7
        requests_accepted 7 28
        accepted_in_person 0 18
        accepted_by_fax 0 0
        accepted_by_email 3 6
        accepted_via_website 4 4
        accepted_by_letter 0 0
        accepted_otherwise 0 0
        answers_total 3 24
        answers_agreed 2 19
        answers_partly_granted 1 3
        answers_rejected 0 2
        reconsiderations 0 0
        lawsuits 0 0
        appeals 0 0
    """,
    "pingtan_zone_2014": """
        documents_disclosed 2543 78967
        documents_disclosed_website 2543 78967
        documents_disclosed_gazette 0 0
        requests_accepted 1 1
        accepted_in_person 0 0
        accepted_online 0 0
        accepted_by_letter_or_fax 1 1
        answers_total 1 1
        answers_agreed 1 1
        answers_partly_granted 0 0
        answers_not_disclosed 0 0
        answers_other 0 0
        fees_waived 0 0
        lawsuits_and_complaints_accepted 0 0
        reconsiderations 0 0
        lawsuits 0 0
    """,
    "muye_data_bureau_2021": """
    """,
    "huaian_city_2024": """
        rules_issued 1
        rules_in_force 11
        normative_documents_issued 8
        normative_documents_repealed 26
        normative_documents_in_force 66
        licences_decisions 447228
        penalties_decisions 3985758
        compulsory_measures_decisions 88283
        charges_amount 96171.6
        requests_received 3001 53 0 0 61 4 3119
        requests_carried_in 34 0 0 0 0 0 34
        granted 1288 21 0 0 50 3 1362
        partly_granted 447 7 0 0 0 0 454
        refused_state_secret 2 0 0 0 0 0 2
        refused_other_law 30 1 0 0 0 0 31
        refused_security 5 0 0 0 0 0 5
        refused_third_party 6 0 0 0 0 0 6
        refused_internal_affairs 7 1 0 0 0 0 8
        refused_deliberative 12 0 0 0 0 0 12
        refused_enforcement_files 9 0 0 0 0 0 9
        refused_inquiry_matters 105 0 0 0 0 0 105
        unavailable_not_held 746 12 0 0 10 1 769
        unavailable_not_compiled 11 0 0 0 0 0 11
        unavailable_unclear 1 0 0 0 0 0 1
        not_processed_petition 56 6 0 0 0 0 62
        not_processed_repeat 25 0 0 0 0 0 25
        not_processed_reconfirmation 1 0 0 0 0 0 1
        closed_not_corrected 67 3 0 0 1 0 71
        closed_fee_unpaid 6 0 0 0 0 0 6
        closed_other 108 2 0 0 0 0 110
        outcomes_total 2932 53 0 0 61 4 3050
        requests_carried_out 103 0 0 0 0 0 103
        disputes 72 64 178 37 351 13 4 8 1 26 12 1 1 6 20
    """,
    "hongze_district_2023": """
        normative_documents_repealed 5
        normative_documents_in_force 5
        licences_decisions 550
        penalties_decisions 4119
        compulsory_measures_decisions 195
        charges_amount 7730.28
        requests_received 21 0 0 0 0 0 21
        partly_granted 4 0 0 0 0 0 4
        refused_state_secret 1 0 0 0 0 0 1
        refused_deliberative 1 0 0 0 0 0 1
        refused_enforcement_files 1 0 0 0 0 0 1
        unavailable_not_held 10 0 0 0 0 0 10
        unavailable_not_compiled 3 0 0 0 0 0 3
        not_processed_petition 1 0 0 0 0 0 1
        outcomes_total 21 0 0 0 0 0 21
        disputes 10 1 0 0 0 0 0 0 0 0 5 0 0 0 0
    """,
    "shanghai_general_office_2019": """
        rules_made 13
        rules_newly_published 13
        rules_published_total 524
        normative_documents_made 60
        normative_documents_newly_published 60
        normative_documents_published_total 368
        procurement_projects 6
        procurement_amount 251000元
        requests_received 821 35 . . 2 1 859
        requests_carried_in 18 . . . . . 18
        granted 258 12 . . 1 1 .
        partly_granted 3 . . . . . .
        refused_state_secret 14 . . . . . .
        refused_other_law . . . . . . .
        refused_security . . . . . . .
        refused_third_party . . . . . . .
        refused_internal_affairs 5 . . . . . .
        refused_deliberative 3 1 . . . . .
        refused_enforcement_files . . . . . . .
        refused_inquiry_matters 10 2 . . . . .
        unavailable_not_held 252 12 . . 1 . .
        unavailable_not_compiled 44 3 . . . . .
        unavailable_unclear 25 . . . . . .
        not_processed_petition 148 1 . . . . .
        not_processed_repeat 5 4 . . . . .
        not_processed_publication . . . . . . .
        not_processed_excessive . . . . . . .
        not_processed_reconfirmation . . . . . . .
        closed_otherwise . . . . . . .
        outcomes_total 767 35 . . 2 1 805
        requests_carried_out 72 . . . . . 72
        disputes 5 . . 2 7 8 . . 1 9 . . . . .
    """,
    "pingtan_zone_2019": """
        normative_documents_made 89
        normative_documents_newly_published 89
        normative_documents_published_total 89
        licences_items_last_year 396
        licences_decisions 181
        other_services_items_last_year 10
        other_services_decisions 153
        penalties_items_last_year 2648
        penalties_decisions 430
        compulsory_measures_items_last_year 126
        compulsory_measures_decisions 25
        charges_items_last_year 35
        procurement_projects 135
        procurement_amount 75394432.52元
        requests_received 23 0 0 0 0 0 23
        granted 7 0 0 0 0 0 7
        partly_granted 1 0 0 0 0 0 1
        unavailable_not_held 7 0 0 0 0 0 7
        unavailable_unclear 5 0 0 0 0 0 5
        not_processed_repeat 3 0 0 0 0 0 3
        outcomes_total 23 0 0 0 0 0 23
    """,
    "pingtan_zone_2021": """
        normative_documents_issued 69
        normative_documents_repealed 3
        normative_documents_in_force 665
        licences_decisions 2293
        penalties_decisions 1282
        compulsory_measures_decisions 42
        charges_amount 24252.311082
        requests_received 64 0 0 2 0 4 70
        granted 27 0 0 2 0 1 30
        partly_granted 5 0 0 0 0 0 5
        refused_internal_affairs 1 0 0 0 0 0 1
        refused_enforcement_files 6 0 0 0 0 0 6
        refused_inquiry_matters 1 0 0 0 0 0 1
        unavailable_not_held 22 0 0 0 0 3 25
        closed_other 1 0 0 0 0 0 1
        outcomes_total 63 0 0 2 0 4 69
        requests_carried_out 1 0 0 0 0 0 1
        disputes 1 0 2 0 3 12 0 0 0 12 0 0 0 0 0
    """,
    "pingtan_zone_2023": """
        normative_documents_issued 77
        normative_documents_repealed 132
        normative_documents_in_force 470
        licences_decisions 2629
        penalties_decisions 1330
        compulsory_measures_decisions 54
        charges_amount 5949.088667
        requests_received 80 1 0 0 0 0 81
        granted 22 0 0 0 0 0 22
        partly_granted 19 1 0 0 0 0 20
        refused_third_party 1 0 0 0 0 0 1
        refused_deliberative 1 0 0 0 0 0 1
        refused_enforcement_files 1 0 0 0 0 0 1
        refused_inquiry_matters 2 0 0 0 0 0 2
        unavailable_not_held 31 0 0 0 0 0 31
        not_processed_repeat 1 0 0 0 0 0 1
        closed_not_corrected 1 0 0 0 0 0 1
        closed_other 1 0 0 0 0 0 1
        outcomes_total 80 1 0 0 0 0 81
        disputes 1 1 0 0 2 4 0 0 1 5 1 0 1 0 2
    """,
    "pingtan_zone_2025": """
        normative_documents_issued 58
        normative_documents_repealed 45
        normative_documents_in_force 546
        licences_decisions 2418
        penalties_decisions 644
        compulsory_measures_decisions 64
        charges_amount 4166.241619
        requests_received 151 3 0 0 0 0 154
        granted 33 0 0 0 0 0 33
        partly_granted 38 0 0 0 0 0 38
        refused_internal_affairs 3 0 0 0 0 0 3
        refused_deliberative 2 0 0 0 0 0 2
        refused_enforcement_files 3 0 0 0 0 0 3
        refused_inquiry_matters 3 0 0 0 0 0 3
        unavailable_not_held 49 1 0 0 0 0 50
        unavailable_not_compiled 3 0 0 0 0 0 3
        not_processed_petition 2 0 0 0 0 0 2
        closed_not_corrected 8 0 0 0 0 0 8
        closed_fee_unpaid 2 0 0 0 0 0 2
        closed_other 1 0 0 0 0 0 1
        outcomes_total 147 1 0 0 0 0 148
        requests_carried_out 4 2 0 0 0 0 6
        disputes 25 3 8 0 36 3 3 0 0 6 3 0 0 0 3
    """,
    "shanghai_science_commission_2024": """
        normative_documents_issued 13
        normative_documents_in_force 55
        licences_decisions 97
        requests_received 32 2 0 0 0 0 34
        requests_carried_in 2 0 0 0 0 0 2
        granted 9 0 0 0 0 0 9
        refused_internal_affairs 1 0 0 0 0 0 1
        refused_deliberative 1 0 0 0 0 0 1
        unavailable_not_held 4 0 0 0 0 0 4
        unavailable_not_compiled 6 0 0 0 0 0 6
        closed_not_corrected 8 2 0 0 0 0 10
        closed_other 4 0 0 0 0 0 4
        outcomes_total 33 2 0 0 0 0 35
        requests_carried_out 1 0 0 0 0 0 1
        disputes 1 0 0 0 1 0 0 0 0 0 0 0 0 0 0
    """,
}
