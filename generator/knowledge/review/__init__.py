"""What editors should look at: one list of all that content itself shows to need it."""

from generator.knowledge.review.task import KINDS, Limits, Task, TaskKind
from generator.knowledge.review.tasks import review

__all__ = ["KINDS", "Limits", "Task", "TaskKind", "review"]
