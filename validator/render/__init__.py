"""Values to text: terminal, JSON, HTML and Markdown. Nothing here opens a file or knows a terminal."""
