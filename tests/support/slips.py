"""Mistakes that editors make, as changes to one file of a valid catalogue: each knows the rule that it breaks, its line and the remedy.

A slip is called as the readable case of it in `tests/mistakes/`. Its lines stand in the file in place of those of the same name; `>>` marks
the line on which the mistake must be told (without a mark it is the first line of the file), `<a|b>` is one of several ways to make it.
"""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple


class Slip(NamedTuple):
    """One mistake: the file that it is made in, the lines that it brings and those of other names that it takes away, and what must be told."""

    case: str
    rule: str
    remedy: str
    lines: str
    of: str = "procedure"
    without: tuple[str, ...] = ()


class Made(NamedTuple):
    """A text with a slip in it, and the line on which it must be told."""

    text: str
    line: int


def made(slip: Slip, text: str, dice: Random) -> Made:
    """The text of a file with the slip made in it."""
    brought = re.sub(r"<([^<>\n]*\|[^<>\n]*)>", lambda ways: dice.choice(ways[1].split("|")), slip.lines)
    brought = brought.replace("CODE", re.search(r'(?m)^code: "(.+)"$', text)[1] if "CODE" in brought else "")
    own = blocks(brought.replace(">>", ""))
    kept = [(name, lines) for name, lines in blocks(text).items() if name not in {*own, *slip.without}]
    # Where the lines stand among the others is as it happens, but never before the code.
    at = len(kept) if not own or "" in own else dice.randrange(1, len(kept) + 1)
    whole = "".join([*(lines for _, lines in kept[:at]), brought, *(lines for _, lines in kept[at:])])
    marked = [number for number, line in enumerate(whole.splitlines(), 1) if ">>" in line]
    return Made(whole.replace(">>", ""), *(marked or [1]))


def blocks(text: str) -> dict[str, str]:
    """The lines of each name at the left edge; lines before the first of them have none."""
    parts = re.split(r"(?m)^(?=[a-z_]+:)", text)
    return {part.partition(":")[0] if re.match("[a-z_]+:", part) else "": part for part in parts if part}


def _fee(row: str) -> str:
    return f"fees:\n  - {row}\n"


def _time(row: str) -> str:
    return f"processing_time:\n  rows:\n    - {row}\n"


def _papers(rows: str) -> str:
    return "dossier:\n  sets: 1\n  components:\n" + "".join(f"    {row}\n" for row in rows.split("\n"))


SLIPS = (
    # Fees.
    Slip("amount-with-dots", "amount_is_whole_dong", "ví dụ ", "fees:\n  - status: amount\n    currency: VND\n>>    amount: <50.000|8.000|1.250.000>\n"),
    Slip("amount-with-a-comma", "amount_is_whole_dong", "ví dụ 50000", "fees:\n  - status: amount\n>>    amount: <50,000|8,5>\n    currency: VND\n"),
    Slip("amount-in-words", "amount_is_whole_dong", "ví dụ 50000", _fee(">>{status: amount, currency: VND, amount: <năm mươi nghìn|50 nghìn|50000đ>}")),
    Slip("amount-below-nothing", "amount_is_whole_dong", "ví dụ 50000", _fee(">>{status: amount, currency: VND, amount: <-8000|-1>}")),
    Slip("amount-in-thousands", "dong_amount_is_written_out", "40000 chứ không phải 40", _fee(">>{status: amount, currency: VND, amount: <50|8|250>}")),
    Slip("amount-without-currency", "fee_names_its_currency", "currency: VND", _fee(">>{status: amount, amount: <50000|8000>}")),
    Slip("currency-in-small-letters", "currency_is_well_formed", "ví dụ VND", "fees:\n  - status: amount\n>>    currency: <vnd|đồng|VNĐ>\n    amount: 8000\n"),
    Slip("free-beside-an-amount", "free_fee_has_no_amount", "status: amount", _fee(">>{status: free, amount: <50000|8000>, currency: VND}")),
    Slip("free-beside-an-amount-in-words", "free_fee_names_no_amount_in_words", "status: amount",
         "fees:\n  - status: free\n>>    text: <50.000 đồng một lần|Thu 8.000 đồng>\n"),
    Slip("amount-of-a-fee-fixed-elsewhere", "only_a_priced_fee_has_an_amount", "status: amount",
         "fees:\n  - status: by_regulation\n    set_by: provincial_council\n    currency: VND\n>>    amount: <50000|8000>\n"),
    Slip("price-without-amount", "priced_fee_has_an_amount", "amount", _fee(">>{status: amount, currency: VND}")),
    Slip("price-of-0", "fee_of_nothing_is_free", "status: free", _fee(">>{status: amount, amount: 0, currency: VND}")),
    Slip("fee-fixed-nowhere", "fee_by_regulation_names_its_text", "legal_basis", _fee(">>status: by_regulation")),
    Slip("two-fees-for-the-same-people", "fees_of_one_scope_agree", "combines: charge",
         "fees:\n  - {status: amount, amount: 50000, currency: VND}\n>>  - {status: amount, amount: <30000|80000>, currency: VND}\n"),
    Slip("fee-ends-before-it-begins", "dates_are_in_order", "2026-07-01",
         "fees:\n  - status: free\n    valid_from: 2026-07-01\n>>    valid_to: <2026-06-30|2025-12-31>\n"),
    Slip("missing-field-in-a-list", "required_field_is_present", "status", _fee(">>{amount: <50000|8000>, currency: VND}")),
    Slip("misspelt-key-deep-inside", "key_is_known", "currency", "fees:\n  - status: amount\n    amount: 8000\n>>    <curency: VND|currancy: VND>\n"),
    # Time limits.
    Slip("promise-longer-than-the-law", "promise_is_within_the_law", "15 working_day",
         "processing_time:\n  rows:\n    - statutory: {value: 15, unit: working_day}\n>>      committed: {value: <20|16|150>, unit: working_day}\n"),
    Slip("promise-in-another-unit", "promise_is_in_the_unit_of_the_law", "15 working_day",
         "processing_time:\n  rows:\n    - statutory: {value: 15, unit: working_day}\n>>      committed: {value: 12, unit: <day|calendar_day|hour>}\n"),
    Slip("unit-outside-the-list", "value_is_one_of", "working_day", _time(">>statutory: {value: <3|15>, unit: <days|workingday|ngày làm việc>}")),
    Slip("time-without-number", "duration_has_its_number", "value: 5", _time(">>statutory: {unit: <working_day|day>}")),
    Slip("number-for-the-same-day", "same_day_has_no_number", "bỏ số này", _time(">>statutory: {value: <1|2>, unit: same_day}")),
    Slip("time-of-0-days", "duration_is_not_nothing", "same_day", _time(">>statutory: {value: 0, unit: <day|working_day>}")),
    Slip("time-from-high-to-low", "duration_goes_upwards", "20", _time(">>statutory: {value: 20, up_to: <15|20|1>, unit: day}")),
    Slip("row-without-a-time", "time_row_says_how_long", "statutory", _time(">>name: <Cấp mới|Cấp lại>")),
    Slip("two-times-for-the-same-people", "times_of_one_scope_agree", "condition",
         "processing_time:\n  rows:\n    - statutory: {value: 15, unit: day}\n>>    - statutory: {value: <30|10>, unit: day}\n"),
    Slip("too-many-decimals", "number_has_few_decimals", "6 chữ số", _time(">>statutory: {value: <2.33333333|0.12345678>, unit: day}")),
    Slip("steps-that-do-not-add-up", "internal_steps_add_up", "10 day",
         "processing_time:\n  rows:\n    - statutory: {value: 10, unit: day}\ninternal_process:\n  - steps:\n"
         ">>      - {name: Tiếp nhận, time: {value: <1|9>, unit: day}}\n      - {name: Thẩm định, time: {value: 3, unit: day}}\n"),
    # The dossier.
    Slip("number-of-sets-missing", "dossier_says_how_many_sets", "sets: 1", "dossier:\n>>  components:\n    - paper: <Đơn|Tờ khai>\n"),
    Slip("no-set-at-all", "dossier_has_a_set", "từ 1 trở lên", "dossier:\n>>  sets: 0\n  components:\n    - paper: Đơn\n"),
    Slip("number-with-leading-zero", "number_is_whole", "số nguyên", "dossier:\n>>  sets: <01|1.0|một|1 bộ>\n  components:\n    - paper: Đơn\n"),
    Slip("sets-beyond-all-bounds", "number_is_within", "từ 0 đến", "dossier:\n>>  sets: <10000000000000000|99999999999999999>\n  components:\n    - paper: Đơn\n"),
    Slip("paper-counted-0-times", "paper_is_counted", "ít nhất 1", _papers("- paper: Đơn\n- {paper: Bằng cấp, originals: 0, copies: 0}").replace("    - {", ">>    - {")),
    Slip("alternatives-counted-together", "alternatives_are_not_added_up", "một giấy tờ",
         _papers("- title: Bằng cấp\n  choose: one\n  originals: 2\n  of:\n    - paper: Bằng đại học\n    - paper: Bằng cao đẳng").replace("      originals", ">>      originals")),
    Slip("choice-of-one", "choice_has_two_papers", "ít nhất hai", _papers("- title: Bằng cấp\n  choose: <one|some>\n  of:\n    - paper: Bằng đại học").replace("        - paper", ">>        - paper")),
    Slip("group-without-choose", "group_says_how_many", "choose: one", _papers("- title: Bằng cấp\n  of:\n    - paper: Bằng đại học\n    - paper: Bằng cao đẳng").replace("    - title", ">>    - title")),
    Slip("group-without-papers", "group_has_papers", "of", _papers("- title: Bằng cấp\n  choose: <one|all>").replace("    - title", ">>    - title")),
    Slip("paper-and-group-in-one", "paper_or_group", "choose", _papers("- paper: Bằng cấp\n  choose: one\n  of:\n    - paper: Bằng đại học\n    - paper: Bằng cao đẳng").replace("    - paper: Bằng cấp", ">>    - paper: Bằng cấp")),
    # What others are called.
    Slip("unknown-department", "department_exists", "co-quan-", ">>executing_agencies: [<co-quan|co-quan-00|co-qaun-1>]\n"),
    Slip("unknown-field-of-work", "field_exists", "linh-vuc-", ">>field: <linh-vuc-00|linhvuc-1|linh-vuc>\n"),
    Slip("unknown-office", "office_exists", "mot-cua", "reception_places:\n  - department: co-quan-0\n>>    office: <motcua|mot-cua-2|bo-phan-mot-cua>\n"),
    Slip("unknown-decision", "decision_exists", "qd-ubnd", ">>publication_decisions: [<00-qd-ubnd|0-qdubnd|99-qd-ubnd>]\n"),
    Slip("law-not-in-the-list", "law_exists", "laws.yml", "legal_basis:\n>>  - law: <2/2007/QH|2-2007-QH15|5/2099/NĐ-CP>\n"),
    Slip("unknown-procedure", "procedure_exists", "sửa mã", 'related_procedures:\n>>  - procedure: "<9.999999|8.123456>"\n'),
    Slip("related-to-itself", "procedure_refers_to_others", "thủ tục khác", 'related_procedures:\n>>  - procedure: "CODE"\n'),
    Slip("unknown-form", "form_exists", "co-quan-0/don", ">>forms: [co-quan-0/<donn|to-khai|don-2>]\n"),
    Slip("form-without-its-folder", "form_id_is_well_formed", "thư mục cơ quan", ">>forms: [<don|don.docx>]\n"),
    Slip("same-agency-twice", "list_names_each_once", "bỏ mục này", ">>executing_agencies: [co-quan-0, co-quan-0]\n"),
    Slip("id-with-marks", "id_is_well_formed", "gần giống nhất là co-quan-1", ">>executing_agencies: [<cơ-quan-1|Cơ quan 1|co_quan_1>]\n"),
    Slip("case-that-does-not-exist", "case_exists", "cap-lai",
         "cases:\n  - {id: cap-moi, name: Cấp mới}\n  - {id: cap-lai, name: Cấp lại}\nfees:\n  - {status: free, cases: [cap-moi]}\nsteps:\n  - text: Nộp đơn\n>>    cases: [<caplai|cap-laii>]\n"),
    Slip("case-id-twice", "case_ids_are_unique", "mã khác", "cases:\n  - {id: cap-moi, name: Cấp mới}\n  - {id: cap-lai, name: Cấp lại}\n>>  - {id: <cap-moi|cap-lai>, name: Đổi giấy}\nsteps:\n  - {text: Nộp đơn, cases: [cap-moi, cap-lai]}\n"),
    Slip("cases-without-a-difference", "cases_can_be_told_apart", "cases", "cases:\n  - {id: cap-moi, name: Cấp mới}\n>>  - {id: cap-lai, name: Cấp lại}\nsteps:\n  - text: Nộp đơn\n"),
    # The procedure as a whole.
    Slip("missing-required-field", "required_field_is_present", "field", "", without=("field",)),
    Slip("unknown-key", "key_is_known", "fees", ">>fee: <free|50000>\n"),
    Slip("value-outside-the-list", "value_is_one_of", "in_force", ">>status: <active|in force|hiệu lực>\n"),
    Slip("level-outside-the-list", "value_is_one_of", "commune", ">>administrative_levels: [<xa|cấp xã|comune>]\n"),
    Slip("channel-outside-the-list", "value_is_one_of", "in_person", "submission_methods:\n>>  - channel: <truc-tiep|direct|inperson>\n"),
    Slip("full-without-steps", "full_record_has_its_parts", "submission_methods", "", without=("submission_methods",)),
    Slip("no-short-name", "authored_record_has_a_short_name", "short_name", "", without=("short_name",)),
    Slip("no-summary", "authored_record_has_a_summary", "summary", "", without=("summary",)),
    Slip("short-name-too-long", "text_is_short_enough", "80 ký tự", ">>short_name: Xin giấy phép mở phòng khám đa khoa, phòng khám chuyên khoa, nhà hộ sinh và cơ sở dịch vụ y tế\n"),
    Slip("partly-online-without-reason", "partial_online_service_has_its_reason", "online_partial_reason", ">>online_service: partial\n"),
    Slip("abolished-without-a-day", "ended_procedure_has_its_last_day", "effective_to", ">>status: abolished\n"),
    Slip("replaced-without-successor", "replaced_procedure_names_its_successor", "replaced_by", ">>status: replaced\neffective_to: 2026-06-30\n"),
    Slip("gap-that-is-none", "gap_is_a_gap", "gaps", ">>gaps: [<steps|dossier|fees>]\n"),
    Slip("code-without-quotes", "quote_this_text", "dấu nháy kép", ">>former_codes: [<1.234567|3.000001>]\n"),
    Slip("code-with-a-letter", "code_is_well_formed", "1.004222", '>>former_codes: ["<1.OOOOO1|1.12345|TTHC-12>"]\n'),
    Slip("address-without-https", "address_is_a_web_address", "https://", ">>online_url: <dichvucong.gov.vn|www.dichvucong.gov.vn/nop>\n"),
    Slip("yes-instead-of-true", "answer_is_true_or_false", "true (có)", ">>is_local_specific: <yes|no|có>\n"),
    Slip("date-the-vietnamese-way", "date_is_year_month_day", "ví dụ 2026-07-01", ">>effective_from: <01/07/2026|1-7-2026|2026/07/01>\n"),
    Slip("day-outside-the-calendar", "date_is_in_the_calendar", "lịch", ">>effective_from: <2026-02-31|2026-06-31|2026-13-01>\n"),
    Slip("year-of-long-ago", "date_is_near", "1900", ">>effective_from: <0206-07-01|1026-07-01>\n"),
    Slip("end-before-beginning", "dates_are_in_order", "2026-07-01", "effective_from: 2026-07-01\n>>effective_to: <2026-06-30|2006-07-02>\n"),
    Slip("html-in-markdown", "markdown_is_shown_whole", "thẻ HTML", ">>requirements: |-\n  <font color=\"<red|blue>\">Có bằng</font>\n"),
    Slip("text-where-a-list-belongs", "list_is_a_list", "danh sách", ">>applicant_types: <citizen|citizen, business>\n"),
    Slip("list-where-a-group-belongs", "mapping_is_a_mapping", "nhóm các dòng", "dossier:\n>>  - paper: <Đơn|Tờ khai>\n"),
    Slip("group-where-text-belongs", "value_is_text", "một đoạn chữ", "popular_names:\n>>  - ten: <làm giấy|xin phép>\n"),
    Slip("english-alone", "text_is_in_the_first_language", "bản tiếng Việt", ">>requirements_text: {en: An own house}\n"),
    Slip("unknown-language", "language_is_known", "vi (tiếng Việt), en", ">>requirements_text: {vi: Có nhà, <de: Haus|es: Casa>}\n"),
    Slip("verified-before-read", "source_is_read_before_it_is_verified", "2026-11-16", "sources:\n  - {title: Quyết định, read_on: 2026-11-16}\n>>verified_on: <2026-11-01|2026-07-01>\n"),
    Slip("source-of-a-field-that-does-not-exist", "named_field_exists", "status", "sources:\n  - title: Quyết định\n>>    covers: [<stauts|statuss>]\n"),
    # How the file is written.
    Slip("same-name-twice", "names_are_unique", "giữ một", "keywords: [nhà thuốc]\n>>keywords: [<quầy thuốc|nhà thuốc>]\n"),
    Slip("no-without-quotes", "quote_this_text", "dấu nháy kép", ">>keywords: [nhà thuốc, <no|yes|12|1.5>]\n"),
    Slip("tab-before-a-name", "indentation_uses_spaces", "Tab", "keywords:\n>>\t- nhà thuốc\n"),
    Slip("item-out-of-line", "indentation_is_even", "lùi vào", "fees:\n  - status: amount\n    amount: 8000\n>>   currency: VND\n"),
    Slip("colon-in-plain-text", "text_with_a_colon_is_quoted", "dấu hai chấm", ">>requirements_text: <Nộp tại: Trung tâm|Lưu ý: mang bản chính>\n"),
    Slip("open-quotation-mark", "quotation_mark_is_closed", "dấu nháy đóng", '>><keywords: ["nhà thuốc]|requirements_text: "Có nhà|keywords: ["nhà thuốc, "quầy thuốc"]>\n'),
    Slip("open-bracket", "bracket_is_closed", "dấu ngoặc mở", ">>keywords: [nhà thuốc, quầy thuốc\n"),
    Slip("text-after-a-quotation-mark", "text_stands_inside_its_quotes", "dấu nháy", '>>requirements_text: "Có nhà" <riêng|(nếu có)>\n'),
    Slip("code-in-curly-quotes", "quotation_marks_are_straight", "nháy kép thẳng", ">>field: “linh-vuc-0”\n"),
    Slip("empty-value", "value_is_written", "viết giá trị", ">>online_url:<| ~| null>\n"),
    Slip("alias-of-another-value", "yaml_has_no_anchors", "&", ">>requirements_text: &<chung|a> Có nhà\n"),
    Slip("type-tag", "yaml_has_no_tags", "!", ">>requirements_text: <!!str 12|!chu có nhà>\n"),
    Slip("name-without-a-colon", "name_ends_in_a_colon", "dấu hai chấm", ">><keywords|requirements>\n"),
    Slip("value-without-a-name", "name_is_written", "không có tên dòng", ">>requirements_text: {: Có nhà}\n"),
    Slip("list-on-the-line-of-its-name", "list_starts_on_its_own_line", "xuống dòng ngay trước dấu -", ">>keywords: - <nhà thuốc|quầy thuốc>\n"),
    Slip("hyphen-out-of-column", "list_marks_stand_in_one_column", "thẳng một cột", "keywords:\n>>  - nhà thuốc\n    - <quầy thuốc|hiệu thuốc>\n"),
    Slip("note-without-a-blank", "comment_stands_apart", "trước dấu #", '>>requirements_text: "Có nhà"# <cũ|xem lại>\n'),
    Slip("text-that-begins-with-a-sign", "text_with_a_sign_is_quoted", "nháy kép thẳng", ">>requirements_text: <`có nhà`|@nhà|%nhà>\n"),
    Slip("backslash-in-double-quotes", "backslash_stands_in_single_quotes", "dấu nháy đơn", '>>requirements_text: "có nhà \\<mới|của>"\n'),
    Slip("quoted-line-at-the-edge", "further_lines_stand_deeper", "lùi mọi dòng", 'requirements_text: "có nhà,\n>>có đất"\n'),
    Slip("two-documents-in-one-file", "file_holds_one_document", "---", ">>---\nkeywords: [nhà thuốc]\n"),
    Slip("letters-in-pieces", "letters_are_composed", "NFC", ">>requirements_text: Co\u0301 nha\u0300\n"),
    Slip("letter-that-nobody-sees", "character_is_visible", "U+", ">>requirements_text: Có\u200bnhà\n"),
    Slip("character-of-one-font", "character_is_public", "U+F0B7", ">>requirements_text: \uf0b7 Có nhà\n"),
    Slip("letters-lost-in-a-conversion", "character_is_whole", "gõ lại", ">>requirements_text: C\ufffd nhà\n"),
    # Other files.
    Slip("department-under-nobody", "department_exists", "co-quan-", ">>parent: <co-quan|so-y-te>\n", of="department"),
    Slip("department-under-itself", "department_is_not_its_own_parent", "parent", ">>parent: co-quan-0\n", of="department"),
    Slip("email-with-a-name", "email_is_an_address", "motcua@example.gov.vn", "contact:\n>>  email: <Một cửa (motcua at mau.example)|a@b@c>\n", of="department"),
    Slip("decision-id-not-its-number", "decision_id_follows_its_number", "qd-ubnd", ">>id: 0-qd-ubnd\nnumber: <7/QĐ-UBND|10/QĐ-UBND>\n", of="decision"),
    Slip("site-address-with-a-question-mark", "site_address_is_a_place", "https://", ">>site_url: https://mau.example/<?trang=1|#a>\n", of="publisher"),
    Slip("unknown-site-language", "languages_are_known", "vi (tiếng Việt), en", ">>languages: [vi, <fr|de>]\n", of="publisher"),
    Slip("form-whose-file-was-removed", "form_has_its_file", "cùng thư mục", ">>file: <don-cu|don-moi>.pdf\n", of="form"),
    Slip("original-name-with-another-ending", "original_name_is_plain", ".pdf", ">>original_name: <Đơn.docx|Đơn đề nghị>\n", of="form"),
)
