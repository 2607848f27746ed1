"""What is handed on: the folder that installs without internet, the list of what is in it, its licences."""
