"""What the authors of the book use: the front end built, notebooks run, the book printed."""
