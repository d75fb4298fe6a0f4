"""What a procedure's values are called in words, in each language: for pages, lists, previews and linked data."""
from motcua.say.amounts import money
from motcua.say.basis import Around, Fact, Facts, legal_facts, office_facts, source_facts
from motcua.say.cases import case_labels
from motcua.say.copied import Where, copied, last_looked_at
from motcua.say.fees import fee_answer
from motcua.say.followers import replaced
from motcua.say.glance import Glance, glance
from motcua.say.opening import clock, hours
from motcua.say.lines import fee_line, place_line, preview, short_name, time_line, under_name
from motcua.say.marks import Marks
from motcua.say.notices import Notice, corrections, dial, listed, redress, step_actor
from motcua.say.papers import CasePapers, Paper, PaperGroup, papers, papers_by_case, sets
from motcua.say.people import person_answer, result_answer, result_lines
from motcua.say.phrase import NOTHING, Said, capital, fill, join, paired, phrase, said, sentence, small
from motcua.say.places import Counter, agency_names, counters, counters_elsewhere, described, place_answer, telephone
from motcua.say.rows import Answer, Entry
from motcua.say.states import GONE, Banner, banner
from motcua.say.durations import duration
from motcua.say.times import file_within, time_answer

__all__ = [
    "GONE", "NOTHING", "Answer", "Around", "Banner", "CasePapers", "Counter", "Entry", "Fact", "Facts", "Glance", "Marks", "Notice", "Paper",
    "PaperGroup", "Said", "Where", "agency_names", "banner", "capital", "case_labels", "clock", "copied", "corrections", "counters", "counters_elsewhere", "described",
    "dial", "duration", "fee_answer", "fee_line", "file_within", "fill", "glance", "hours", "join", "last_looked_at", "legal_facts", "listed", "money", "office_facts",
    "paired", "papers", "papers_by_case", "person_answer", "phrase", "place_answer", "place_line", "preview", "redress", "replaced", "result_answer",
    "result_lines", "said", "sentence", "sets", "short_name", "small", "source_facts", "step_actor", "telephone", "time_answer", "time_line", "under_name",
]
