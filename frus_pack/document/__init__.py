"""What a FRUS document is: its model, its pages, its transcription and its rules."""
