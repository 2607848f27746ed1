"""Tables of stories on their way in: what is in which column, what answers mean, what becomes of each row.

`choice` says how a table is to be read, `answer_list` what has to be asked, `rows` which rows are stories,
and `story_import` takes them in.
"""
