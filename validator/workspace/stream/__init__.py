"""Logs of any size evaluated: the engine reads, packs and sorts them out of core, batches of tickets are decided.

What the engine cannot read exactly as the readers of `logs` do is read by them; tickets that cannot be decided here are
set aside and decided row by row, so that every rejected row is kept with its file and line.
"""
