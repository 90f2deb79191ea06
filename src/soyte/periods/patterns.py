"""The regular expressions of dates and periods, over lower-cased normalised text.

Every repetition is bounded and every gap is written once, so no expression can backtrack for long.
"""

from __future__ import annotations

import re

# A gap between words: blanks and at most two line breaks. GAP may be empty (`ngày12/3`), SEP may not.
GAP = r"[ ]{0,20}(?:\n[ ]{0,20}){0,2}"
SEP = rf"(?=[ \n]){GAP}"
YEAR = r"(?:19|20)\d\d"
# What may not follow a number that is complete: more digits, a decimal, the rest of a document number.
TAIL = rf"(?!\d|/(?!{YEAR})\w|[.,](?!{YEAR})\d)"
# After a number of one or two digits.
_SCALED = rf",\d+{GAP}(?:nghìn|ngàn|triệu|tỷ|tỉ|%)"
AFTER_NUMBER = rf"(?!\w|\.\d(?!\d\d\d)|%|{_SCALED}|,\d{{3}}|/(?!{YEAR})\w)"
# `/2025`, `-2025`, `.2025`, ` năm 2025`, ` của năm 2025`.
OF_YEAR = rf"(?:(?:[ ]?[/-][ ]?|\.|,?{SEP}(?:của{SEP})?năm{GAP})(?P<year>{YEAR}){TAIL})?"
UNTIL = r"(?:-|đến(?:[ ]hết|[ ]cuối)?|tới)"
AND = rf"(?:,?{GAP}và|,|\+|hoặc)"

DATE_SLASH = re.compile(
    rf"(?P<day>\d{{1,2}})[ ]?/[ ]?\n?(?P<month>\d{{1,2}})(?!\d)"
    rf"(?:(?:[ ]?/[ ]?\n?|,?{SEP}năm{GAP})(?P<year>{YEAR}|\d\d(?=[^\w/]|$)))?(?![\d%]|[ ]?[/%]|[.,]\d)"
)
DATE_MARK = re.compile(rf"(?P<day>\d{{1,2}})(?P<mark>[.-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>{YEAR}){TAIL}")
DATE_SHORT = re.compile(r"(?P<day>\d{1,2})[.-](?P<month>\d{1,2})(?P<year>)(?![\d%./-]|,\d)")
DATE_WORDS = re.compile(rf"(?P<day>\d{{1,2}}){GAP}tháng{GAP}(?P<month>\d{{1,2}})(?!\d|[.,/]\d(?!\d{{3}})){OF_YEAR}")
DATE_ISO = re.compile(rf"(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])")
DAY_ONLY = re.compile(r"(?P<day>\d{1,2})(?![\d%./])")

MONTH = re.compile(rf"tháng{GAP}(?P<number>0?[1-9]|1[0-2]){AFTER_NUMBER}{OF_YEAR}")
MONTH_BARE = re.compile(rf"(?P<number>0?[1-9]|1[0-2])[ ]?/[ ]?(?P<year>{YEAR}){TAIL}")
MONTH_SHORT = re.compile(rf"th?(?P<number>0?[1-9]|1[0-2])[ ]?[/.-][ ]?(?P<year>{YEAR}){TAIL}")
MONTH_ISO = re.compile(rf"date[ ](?P<year>{YEAR})-(?P<number>0[1-9]|1[0-2])(?![\d/-])")
QUARTER = re.compile(
    rf"(?:q[uú][ýíyi]{GAP}(?P<number>iv|i{{1,3}}|0?[1-4]|một|hai|ba|bốn|tư){AFTER_NUMBER})"
    rf"{OF_YEAR}"
)
QUARTER_SHORT = re.compile(rf"q(?P<number>[1-4])[ ]?[/.-][ ]?(?P<year>{YEAR}){TAIL}")
WEEK = re.compile(
    rf"tuần(?:{SEP}lễ)?{GAP}(?:thứ{GAP})?(?P<number>0?[1-9]|[1-4]\d|5[0-3]){AFTER_NUMBER}"
    rf"(?!{SEP}(?:lần|buổi|ngày|tuổi|thai|liên{SEP}tiếp|liền|của{SEP}thai)){OF_YEAR}"
)
# The second part of `tháng 1-6/2025`, `tuần 34, 35/2025`: a number alone.
_NUMBER = rf"(?P<number>iv|i{{1,3}}|\d{{1,2}}){AFTER_NUMBER}(?!{GAP}(?:tháng|quý|tuần|lần|ngày|giờ)(?!\w)){OF_YEAR}"
NUMBER_ONLY = re.compile(_NUMBER)
NEXT_NUMBER = re.compile(rf"{GAP}{AND}{GAP}{_NUMBER}")
NEXT_YEAR = re.compile(rf"{GAP}(?:{AND}|/|so{SEP}với|với){GAP}(?={YEAR})")
NEXT_DAY = re.compile(rf"{GAP}(?:,?{GAP}và|,){GAP}(?=\d)")
DAY_LIST = re.compile(rf"(?:{GAP}{AND}{GAP}\d{{1,2}}(?![\d/.-])){{0,6}}{GAP}{AND}{GAP}(?=\d)")
LIST_GOES_ON = re.compile(rf"{GAP}(?:$|[\n,.;:)]|(?:và|lần lượt)(?!\w))")
YEAR_WORD = re.compile(rf"năm{GAP}(?P<sort>(?:ngân sách|tài chính|kế hoạch|hành chính){SEP})?(?P<year>{YEAR}){TAIL}")
YEAR_BARE = re.compile(rf"(?P<year>{YEAR}){TAIL}(?!\w|%)")
YEAR_RANGE = re.compile(
    rf"(?:(?:từ|các|trong){SEP})?(?:năm{GAP})?(?P<first>{YEAR}){GAP}(?:-|đến|tới){GAP}(?:(?:hết{SEP})?năm{GAP})?"
    rf"(?P<last>{YEAR}){TAIL}(?!\w|%)"
)
SCHOOL_YEAR = re.compile(rf"năm{SEP}học{SEP}{YEAR}(?:{GAP}[-/]{GAP}{YEAR})?")
ERA = re.compile(
    rf"(?:giai{SEP}đoạn|nhiệm{SEP}kỳ|nhiệm{SEP}kì|thời{SEP}k[ỳì]|niên{SEP}khóa)"
    rf"(?:{SEP}(?:i{{1,3}}|iv|v|\d)(?=[ :(]))?{GAP}[:(]?{GAP}"
)
HORIZON = re.compile(
    rf"(?:giai{SEP}đoạn{SEP}đến|(?:tầm{SEP}nhìn|định{SEP}hướng)(?:{SEP}đến)?){SEP}"
    rf"(?:hết{SEP})?(?:năm{GAP})?(?P<year>{YEAR}){TAIL}"
)
PLAN_YEARS = re.compile(rf"\d{{1,2}}{SEP}năm{SEP}\(?(?={YEAR}{GAP}-)")

WORDED = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
MONTHS = re.compile(
    rf"(?P<count>0?[1-9]|1[0-2]|mười một|mười hai|{'|'.join(WORDED)})"
    rf"{GAP}(?:tháng(?!\w)|t(?=[ /]?20\d\d|[ ]đầu[ ]năm))"
    rf"(?P<rest>{SEP}(?P<side>đầu|cuối)(?:{SEP}(?:của{SEP})?năm(?!{SEP}học))?)?"
    rf"(?:(?:{GAP}/{GAP}|{SEP}(?:của{SEP})?(?:năm{GAP})?|(?<=\dt))(?P<year>{YEAR}){TAIL}"
    rf"(?!{SEP}(?:ca|người|lượt|trẻ)(?!\w)))?"
)
MONTH_DAY = re.compile(rf"ngày{SEP}\d{{1,2}}{SEP}(?:hàng|hằng|mỗi|của|tháng)(?!\w)")
HALF = re.compile(rf"nửa{SEP}(?P<side>đầu|cuối){SEP}năm(?:{GAP}(?P<year>{YEAR}){TAIL})?")

AS_OF = re.compile(
    rf"(?:(?:tính|lũy kế|luỹ kế|lũy tích|luỹ tích|cộng dồn){SEP})?(?:đến|tới)(?:{SEP}|(?=\d))"
    rf"(?:thời{SEP}điểm{SEP}|trước{SEP})?"
    rf"(?P<close>(?:hết|cuối){SEP})?(?:\d{{1,2}}(?:h\d{{0,2}}|[ ]giờ(?:[ ]\d\d)?(?:[ ]phút)?),?{SEP})?(?:hết{SEP})?"
    rf"|(?P<close2>hết{SEP})"
)
DAY_WORD = re.compile(rf"(?:(?:vào|hết){SEP})?ngày{GAP}")
# A day of observance: `Ngày Thế giới phòng, chống lao 24/3`.
FEAST = re.compile(
    rf"ngày{SEP}(?:thế giới|quốc tế|toàn dân|toàn quốc|thầy thuốc|vi chất|quốc khánh|gia đình|pháp luật|hội|lễ)(?!\w)"
    rf"[^\d\n.;:()]{{0,60}}[ ,(](?=\d)"
)
DAY_PART = re.compile(
    rf"(?:rạng{SEP}sáng|sáng|trưa|chiều|tối|đêm|hôm)(?:{SEP}(?:nay|qua))?,?{GAP}\(?(?:(?:mùng|mồng){SEP}|ngày{GAP})?"
)
RANGE_JOIN = re.compile(rf"{GAP}{UNTIL}{GAP}")

TIME = re.compile(r"(?P<hour>\d{1,2})[ ]?(?:h|g(?=\d\d))(?:[ ]?[0-5]\d(?!\d))?(?:'|ph(?:út)?)?(?!\w)")
TIME_WORDS = re.compile(
    rf"(?P<hour>\d{{1,2}}){GAP}giờ(?!\w)(?:{SEP}[0-5]\d(?:{SEP}phút(?!\w)|(?![\d/%]|[.,]\d)(?!{SEP}[^\W\d_])))?"
)
TIME_COLON = re.compile(r"(?P<hour>[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])")
ROUND_THE_CLOCK = re.compile(
    r"24[ ]?(?:h|giờ)?[ ]?/[ ]?(?:24|7)(?:/7)?(?![.,/]\d|\d)(?:[ ]?(?:h|giờ|ngày)(?!\w))?"
    rf"(?:,?{GAP}(?:và{SEP})?7[ ]?/[ ]?7(?!\d|/))?"
)
WITHIN = re.compile(
    rf"trong{SEP}(?:(?P<strict>vòng|thời{SEP}hạn|khoảng){SEP})?(?:thời{SEP}gian{SEP})?\d{{1,3}}{GAP}"
    rf"(?P<unit>giờ|h|phút|giây|ngày|tuần|tháng|năm)(?!\w)"
)
# `5 năm qua`, `4 tuần trước`: durations up to now.
PAST = re.compile(
    rf"\d{{1,2}}{GAP}(?:năm|tuần|ngày){SEP}(?:qua|trước|gần{SEP}đây|gần{SEP}nhất|trở{SEP}lại|tới|liên{SEP}tiếp)(?!\w)"
)
STAMP = re.compile(r"[ ,|-]{1,4}(?=\d{1,2}:\d\d)")
CALENDAR = re.compile(
    r"[ ]\((kỳ báo cáo hành chính|kỳ báo cáo hiv|thứ hai - chủ nhật|thứ sáu - thứ năm|chủ nhật - thứ bảy)\)"
)
