package app;
class Fields {
    int a;
    int b;
}
