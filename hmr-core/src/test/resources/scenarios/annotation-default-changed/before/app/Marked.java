package app;
@Level(name = "own")
class Marked {}
