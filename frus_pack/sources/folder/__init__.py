"""Document folders: a description and a transcription."""
