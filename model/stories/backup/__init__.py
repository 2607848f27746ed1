"""Backups of a database, made and restored while it is in use.

A backup is a SQLite file, whichever engine it comes from: it can be restored into either, and used as a
database itself. So stories also move from one computer to a server with PostgreSQL, and back.
"""

from model.stories.backup.copies import BackupContent, back_up, restore, to_backup, verify

__all__ = ["BackupContent", "back_up", "restore", "to_backup", "verify"]
