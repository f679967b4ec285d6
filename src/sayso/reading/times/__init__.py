"""Times: every time expression of an article, its TIMEX3 type and value, and the days that it denotes."""

from sayso.reading.times.find import find_times

__all__ = ["find_times"]
