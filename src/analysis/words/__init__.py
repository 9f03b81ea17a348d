"""What things are called and how they are written: the language that is spoken, the vocabulary, numbers for people."""
