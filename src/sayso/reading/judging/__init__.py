"""The learned judge: which of the words that may name an event make a claim, and of which code (coding rules 2, 4, 5).

The rules make the candidates and give them codes; the judge weighs each candidate with each code that it may have by
what the coders of the training set did with the like. Its numbers are data files, made by `scripts/train_judge.py`;
what it is, was trained on and reaches is in `docs/explanation/judge.md`.
"""

from sayso.reading.judging.judge import judged_happenings

__all__ = ["judged_happenings"]
