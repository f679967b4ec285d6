"""Expressions with known answers. Published on Wednesday 22 April 2015 unless the row says otherwise.

A row: sentence | expression as found | TIMEX3 value | first day | last day. "-" is an unknown bound, "~" the same day.
Rows under a line "@ DATE COUNTRY" have that article date ("none": undated) and country ("-": not known).
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sayso.reading.parse import Parser
from sayso.reading.times import find_times

TABLE = """
@ 2015-04-22 -
Coalition jets have flown 1,500 sorties since last summer. | last summer | 2014-SU | 2014-06-01 | 2015-04-22
Three weeks ago the army retook the town. | Three weeks ago | 2015-04-01 | 2015-03-30 | 2015-04-05
The town had fallen last year. | last year | 2014 | 2014-01-01 | 2014-12-31
Three men were shot earlier this year. | earlier this year | 2015 | 2015-01-01 | 2015-04-22
A hundred fighters were executed before Christmas. | Christmas | 2014-12-25 | - | 2014-12-25
Shelling continued overnight. | overnight | 2015-04-21TNI | 2015-04-21 | 2015-04-22
Rebels fired rockets on Tuesday. | Tuesday | 2015-04-21 | 2015-04-21 | ~
Police fired on the crowd on Wednesday. | Wednesday | 2015-04-22 | 2015-04-22 | ~
A bomb killed four people on Thursday. | Thursday | 2015-04-16 | 2015-04-16 | ~
Talks will resume on Friday. | Friday | 2015-04-24 | 2015-04-24 | ~
The court is expected to rule on Monday. | Monday | 2015-04-27 | 2015-04-27 | ~
Dozens of families have fled in recent days. | recent days | PXD | 2015-04-08 | 2015-04-22
Hundreds were arrested in recent weeks. | recent weeks | PXW | 2015-02-19 | 2015-04-22
The 2014 offensive displaced thousands. | 2014 | 2014 | 2014-01-01 | 2014-12-31
The city has been besieged for nearly four years. | four years | P4Y | 2011-04-22 | 2015-04-22
They fought for four years and lost. | four years | P4Y | - | -
The embassy was bombed on Aug. 7. | Aug. 7 | 2014-08-07 | 2014-08-07 | ~
The mosque was shelled on April 20. | April 20 | 2015-04-20 | 2015-04-20 | ~
Elections will be held on June 7. | June 7 | 2015-06-07 | 2015-06-07 | ~
Clashes have killed 40 people since October. | October | 2014-10 | 2014-10-01 | 2015-04-22
At least 12 people were killed this week. | this week | 2015-W17 | 2015-04-20 | 2015-04-22
The bridge was destroyed last week. | last week | 2015-W16 | 2015-04-13 | 2015-04-19
Aid will reach the camp next week. | next week | 2015-W18 | 2015-04-27 | 2015-05-03
Two villages were burned last month. | last month | 2015-03 | 2015-03-01 | 2015-03-31
Rebels killed nine people this month. | this month | 2015-04 | 2015-04-01 | 2015-04-22
The mission ends next month. | next month | 2015-05 | 2015-05-01 | 2015-05-31
The law takes effect next year. | next year | 2016 | 2016-01-01 | 2016-12-31
Thirty people died in the last 24 hours. | the last 24 hours | PT24H | 2015-04-21 | 2015-04-22
Thirty people died in the past 48 hours. | the past 48 hours | PT48H | 2015-04-20 | 2015-04-22
In the past two weeks 300 people were killed. | the past two weeks | P2W | 2015-04-08 | 2015-04-22
Troops killed 90 fighters over the past three months. | the past three months | P3M | 2015-01-22 | 2015-04-22
Soldiers will stay for the next two years. | the next two years | P2Y | 2015-04-22 | 2017-04-22
The group was formed in the 1990s. | the 1990s | 199 | 1990-01-01 | 1999-12-31
War raged in the early 1990s. | early 1990s | 199 | 1990-01-01 | 1994-12-31
War raged in the late 1970s. | late 1970s | 197 | 1975-01-01 | 1979-12-31
The city was razed in the 19th century. | the 19th century | 18 | 1800-01-01 | 1899-12-31
The revolt broke out in mid-2014. | mid-2014 | 2014 | 2014-04-02 | 2014-10-01
The revolt broke out in early 2014. | early 2014 | 2014 | 2014-01-01 | 2014-07-02
The revolt broke out in late March. | late March | 2015-03 | 2015-03-16 | 2015-03-31
The raid took place in late 2013. | late 2013 | 2013 | 2013-07-02 | 2013-12-31
The raid took place at the end of November. | the end of November | 2014-11 | 2014-11-16 | 2014-11-30
The strike on 2014-08-09 killed four. | 2014-08-09 | 2014-08-09 | 2014-08-09 | ~
The strike on 9 August 2014 killed four. | 9 August 2014 | 2014-08-09 | 2014-08-09 | ~
The strike on August 9, 2014, killed four. | August 9, 2014 | 2014-08-09 | 2014-08-09 | ~
The strike on Saturday, August 9, 2014 killed four. | Saturday, August 9, 2014 | 2014-08-09 | 2014-08-09 | ~
The strike on the 9th of August 2014 killed four. | the 9th of August 2014 | 2014-08-09 | 2014-08-09 | ~
The strike on 23.3.2015 killed four. | 23.3.2015 | 2015-03-23 | 2015-03-23 | ~
The strike on 3/23/2015 killed four. | 3/23/2015 | 2015-03-23 | 2015-03-23 | ~
They died in August 2014. | August 2014 | 2014-08 | 2014-08-01 | 2014-08-31
They died in March of last year. | March of last year | 2014-03 | 2014-03-01 | 2014-03-31
They fled in June last year. | June last year | 2014-06 | 2014-06-01 | 2014-06-30
They were killed last November. | last November | 2014-11 | 2014-11-01 | 2014-11-30
They were shot last Friday. | last Friday | 2015-04-17 | 2015-04-17 | ~
They were shot on Thursday last week. | Thursday last week | 2015-04-16 | 2015-04-16 | ~
The raid came two days ago. | two days ago | 2015-04-20 | 2015-04-20 | ~
The raid came a week ago. | a week ago | 2015-04-15 | 2015-04-13 | 2015-04-19
The raid came two months ago. | two months ago | 2015-02 | 2015-02-01 | 2015-02-28
The raid came four years ago. | four years ago | 2011 | 2011-01-01 | 2011-12-31
The raid came several weeks ago. | several weeks ago | PAST_REF | 2015-02-19 | 2015-04-21
The raid came 36 hours ago. | 36 hours ago | 2015-04-21 | 2015-04-20 | 2015-04-21
Yesterday a mine killed two farmers. | Yesterday | 2015-04-21 | 2015-04-21 | ~
A mine killed two farmers today. | today | 2015-04-22 | 2015-04-22 | ~
The siege will be lifted tomorrow. | tomorrow | 2015-04-23 | 2015-04-23 | ~
The camp was raided the day before yesterday. | the day before yesterday | 2015-04-20 | 2015-04-20 | ~
Gunmen attacked the post last night. | last night | 2015-04-21TNI | 2015-04-21 | ~
Gunmen attacked the post this morning. | this morning | 2015-04-22TMO | 2015-04-22 | ~
Gunmen attacked the post yesterday evening. | yesterday evening | 2015-04-21TEV | 2015-04-21 | ~
Gunmen attacked the post on Sunday night. | Sunday night | 2015-04-19TNI | 2015-04-19 | ~
Gunmen attacked at 3 a.m. on Sunday. | 3 a.m. on Sunday | 2015-04-19T03:00 | 2015-04-19 | ~
Gunmen attacked at around 9:30 pm on Monday. | 9:30 pm on Monday | 2015-04-20T21:30 | 2015-04-20 | ~
Gunmen attacked at noon on Monday. | noon on Monday | 2015-04-20T12:00 | 2015-04-20 | ~
He was seized on the night of 20 April. | the night of 20 April | 2015-04-20TNI | 2015-04-20 | ~
He was seized on the morning of March 3. | the morning of March 3 | 2015-03-03TMO | 2015-03-03 | ~
Between 3 and 5 March, 20 people were killed. | 5 March | 2015-03-05 | 2015-03-03 | 2015-03-05
From March 3 to March 9, 20 people were killed. | March 3 | 2015-03-03 | 2015-03-03 | 2015-03-09
The 25-26 October attacks killed nine. | 26 October | 2014-10-26 | 2014-10-25 | 2014-10-26
Between January and March, 200 people were killed. | January | 2015-01 | 2015-01-01 | 2015-03-31
Between 1994 and 1997 the militia killed hundreds. | 1994 | 1994 | 1994-01-01 | 1997-12-31
From 1991 to 1995 the war went on. | 1995 | 1995 | 1991-01-01 | 1995-12-31
The war of 1980-88 killed a million. | 1980 | 1980 | 1980-01-01 | 1988-12-31
Hundreds died between August and September 2014. | August | 2014-08 | 2014-08-01 | 2014-09-30
Nobody has seen him since 2011. | 2011 | 2011 | 2011-01-01 | 2015-04-22
Until last month the road was open. | last month | 2015-03 | - | 2015-03-31
By Friday night 14 soldiers had died. | Friday night | 2015-04-17TNI | - | 2015-04-17
The road was open before 2014. | 2014 | 2014 | - | 2013-12-31
The killings began after March 15. | March 15 | 2015-03-15 | 2015-03-15 | 2015-04-22
Fighting eased during Ramadan. | Ramadan | 2014-XX | 2014-06-28 | 2014-07-29
Fighting resumed on Eid al-Adha. | Eid al-Adha | 2014-XX | 2014-10-04 | 2014-10-09
Pilgrims were attacked on Ashura. | Ashura | 2014-XX | 2014-11-02 | 2014-11-04
The town was shelled at Easter. | Easter | 2015-04-05 | 2015-04-05 | ~
Churches were bombed on Palm Sunday. | Palm Sunday | 2015-03-29 | 2015-03-29 | ~
Gunmen struck on Good Friday. | Good Friday | 2015-04-03 | 2015-04-03 | ~
Gunmen struck on Christmas Eve. | Christmas Eve | 2014-12-24 | 2014-12-24 | ~
Gunmen struck on New Year's Day. | New Year's Day | 2015-01-01 | 2015-01-01 | ~
Militants struck at Christmas 2011. | Christmas 2011 | 2011-12-25 | 2011-12-25 | ~
Shops were looted on Thanksgiving. | Thanksgiving | 2014-11-27 | 2014-11-27 | ~
Rebels marched on May Day. | May Day | 2014-05-01 | 2014-05-01 | ~
Many died in the winter. | the winter | 2014-WI | 2014-12-01 | 2015-02-28
Many died in the summer of 2013. | the summer of 2013 | 2013-SU | 2013-06-01 | 2013-08-31
Many were killed last autumn. | last autumn | 2014-FA | 2014-09-01 | 2014-11-30
Fighting grew worse this spring. | this spring | 2015-SP | 2015-03-01 | 2015-04-22
The army will attack this summer. | this summer | 2015-SU | 2015-06-01 | 2015-08-31
The militia killed 90 in the first half of 2014. | the first half of 2014 | 2014-H1 | 2014-01-01 | 2014-06-30
The militia killed 90 in the third quarter of 2014. | the third quarter of 2014 | 2014-Q3 | 2014-07-01 | 2014-09-30
Over the weekend 20 people were killed. | the weekend | 2015-W16-WE | 2015-04-18 | 2015-04-19
Last weekend 20 people were killed. | Last weekend | 2015-W16-WE | 2015-04-18 | 2015-04-19
On 3 March rebels took the hill. Four days later they left. | Four days later | 2015-03-07 | 2015-03-07 | ~
On 3 March rebels took the hill. The next day they left. | The next day | 2015-03-04 | 2015-03-04 | ~
On 3 March rebels took the hill. The previous day they had met. | The previous day | 2015-03-02 | 2015-03-02 | ~
On 3 March rebels took the hill. That night they left. | That night | 2015-03-03TNI | 2015-03-03 | ~
In May 2013 rebels took it. The following month they left. | The following month | 2013-06 | 2013-06-01 | 2013-06-30
In 2012 rebels took the hill. Two years later they left. | Two years later | 2014 | 2014-01-01 | 2014-12-31
On 3 March rebels took the hill. A week later they left. | A week later | 2015-03-10 | 2015-03-09 | 2015-03-15
Soldiers patrol the road every morning. | every morning | XXXX-XX-XXTMO | - | -
Protests are held every Friday. | every Friday | XXXX-WXX-5 | - | -
The paper appears weekly. | weekly | P1W | - | -
A 24-hour curfew was imposed. | 24-hour | PT24H | - | -
A month-long siege ended. | month-long | P1M | - | -
The battle lasted two and a half years. | two and a half years | P2Y6M | - | -
The truce should last six to eight weeks. | eight weeks | P8W | - | -
It was the worst attack in decades. | decades | PXDE | - | -
The base is now held by rebels. | now | PRESENT_REF | 2015-04-22 | ~
The base was recently retaken. | recently | PAST_REF | - | 2015-04-22
The army will soon attack. | soon | FUTURE_REF | 2015-04-22 | -
The bomb went off on the 13th. | the 13th | 2015-04-13 | 2015-04-13 | ~
The plant is to close in 2030. | 2030 | 2030 | 2030-01-01 | 2030-12-31
The blast on 29 February 2012 killed six. | 29 February 2012 | 2012-02-29 | 2012-02-29 | ~
The blast on Feb. 29 killed six. | Feb. 29 | 2012-02-29 | 2012-02-29 | ~
They were hanged in nineteen ninety-six. | nineteen ninety-six | 1996 | 1996-01-01 | 1996-12-31
The dam will be finished by the end of the year. | the end of the year | 2015 | - | 2015-12-31
Two people were killed in the early hours of Tuesday. | the early hours of Tuesday | 2015-04-21 | 2015-04-21 | ~
In the first three months of 2014, 500 were killed. | the first three months | P3M | 2014-01-01 | 2014-03-31
In the last week of March, 20 people died. | the last week of March | 2015-W13 | 2015-03-25 | 2015-03-31
On 12, 13 and 14 April, protesters marched. | 13 | 2015-04-13 | 2015-04-13 | ~
A car bomb exploded at about 10am. | 10am | 2015-04-22T10:00 | - | -
Clashes entered their fifth day on Monday. | their fifth day | 2015-04-20 | 2015-04-20 | ~
For a third consecutive day, jets bombed the city. | a third consecutive day | 2015-04-22 | 2015-04-22 | ~
The market was bombed on the first day of Ramadan. | the first day of Ramadan | 2014-06-29 | 2014-06-28 | 2014-06-30
The market was bombed on Eid. | Eid | 2014-XX | 2014-10-04 | 2014-10-09
A year ago today, the town fell. | A year ago today | 2014-04-22 | 2014-04-22 | ~
The vote will be held in two weeks. | two weeks | P2W | 2015-05-04 | 2015-05-10
The January 2014 bombing was recalled. | January 2014 | 2014-01 | 2014-01-01 | 2014-01-31
Three doctors were shot since the January 2014 bombing. | January 2014 | 2014-01 | 2014-01-01 | 2014-01-31
Many were killed between Sunday evening and Monday morning. | Sunday evening | 2015-04-19TEV | 2015-04-19 | 2015-04-20
Rebels may attack the town. In May 2014 they did. | May 2014 | 2014-05 | 2014-05-01 | 2014-05-31
He fled after the Sept. 11 attacks. | Sept. 11 | 2001-09-11 | 2001-09-11 | ~
The Sept. 11 attack on the post killed two. | Sept. 11 | 2014-09-11 | 2014-09-11 | ~
@ 2015-01-05 -
A bomb killed four people in December. | December | 2014-12 | 2014-12-01 | 2014-12-31
A bomb killed four people last week. | last week | 2015-W01 | 2014-12-29 | 2015-01-04
A bomb killed four people on New Year's Eve. | New Year's Eve | 2014-12-31 | 2014-12-31 | ~
A bomb killed four people on 30 December. | 30 December | 2014-12-30 | 2014-12-30 | ~
@ 2015-04-22 ZA
Many were killed last summer. | last summer | 2014-SU | 2014-12-01 | 2015-02-28
The strike on 4/5/2015 killed four. | 4/5/2015 | 2015-05-04 | 2015-05-04 | ~
@ 2015-06-22 US
The strike on 4/5/2015 killed four. | 4/5/2015 | 2015-04-05 | 2015-04-05 | ~
@ none -
A bomb exploded on Tuesday. | Tuesday | XXXX-WXX-2 | - | -
A bomb exploded on May 3. | May 3 | XXXX-05-03 | - | -
A bomb exploded in March. | March | XXXX-03 | - | -
A bomb exploded last summer. | last summer | XXXX-SU | - | -
A bomb exploded last week. | last week | PAST_REF | - | -
A bomb exploded three weeks ago. | three weeks ago | PAST_REF | - | -
A bomb exploded yesterday. | yesterday | PAST_REF | - | -
A bomb exploded this morning. | this morning | XXXX-XX-XXTMO | - | -
A bomb exploded before Christmas. | Christmas | XXXX-12-25 | - | -
A bomb exploded during Ramadan. | Ramadan | XXXX-XX-XX | - | -
Attacks have gone on since 2011. | 2011 | 2011 | 2011-01-01 | -
On February 10, 2020 soldiers attacked. On February 14 they left. | February 14 | 2020-02-14 | 2020-02-14 | ~
On February 10, 2020 soldiers attacked. Three days later they left. | Three days later | 2020-02-13 | 2020-02-13 | ~
On February 10, 2020 soldiers attacked. Last year was calm. | Last year | PAST_REF | - | -
The war of 1991-1995 killed thousands. | 1991 | 1991 | 1991-01-01 | 1995-12-31
The strike on 4/5/2015 killed four. | 4/5/2015 | 2015-XX-XX | - | -
GOMA, 22 April 2015 (Wire) - Two people were killed on Monday. | Monday | 2015-04-20 | 2015-04-20 | ~
"""


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    found, head = [], ("", "")
    for line in TABLE.strip().splitlines():
        if line.startswith("@"):
            head = tuple(line[1:].split())
        else:
            found.append((*head, *(cell.strip() for cell in line.split(" | "))))
    return tuple(found)


@pytest.fixture(scope="module")
def parses():
    sentences = [row[2] for row in _rows()]
    return dict(zip(sentences, Parser().parse_all(sentences), strict=True))


def _day(text: str) -> date | None:
    return None if text in {"-", "none"} else date.fromisoformat(text)


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row[0]}-{row[2][:60]}")
def test_the_expression_denotes_what_it_should(row, parses):
    published, country, sentence, words, value, start, end = row
    times = find_times(parses[sentence], _day(published), None if country == "-" else country)
    found = [t for t in times if t.span.text == words]
    assert found, f"found only {[t.span.text for t in times]}"
    first = _day(start)
    last = first if end == "~" else _day(end)
    assert (found[0].value, found[0].start, found[0].end) == (value, first, last), found[0].why


def test_the_table_is_long_enough():
    assert len(_rows()) >= 120
