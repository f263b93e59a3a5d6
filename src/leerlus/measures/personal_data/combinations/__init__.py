"""Words that each say little, and together may point to one person.

Nationality, age, family, work, place: none of them is a name, yet a few of them beside each other can fit one newcomer
only (AVG, recital 26). How many people are left is reckoned in points, see `clues`; the rule stands in `combining`.
"""

from leerlus.measures.personal_data.combinations.clues import ASPECT_NAMES, Aspect, Clue
from leerlus.measures.personal_data.combinations.combining import ENOUGH, Combination, combine
from leerlus.measures.personal_data.combinations.spotting import spot

__all__ = ["ASPECT_NAMES", "ENOUGH", "Aspect", "Clue", "Combination", "combine", "spot"]
