package app;
class Fields {
    int b;
    int a;
}
