"""The page of a letterbox: anybody tells a story there, all year, without an account."""
