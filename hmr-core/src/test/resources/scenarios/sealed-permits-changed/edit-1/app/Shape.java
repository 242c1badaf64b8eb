package app;
sealed interface Shape permits Circle {}
