package dev.hmr.reactive.collection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a default method without parameters, in an interface given to {@link ReactiveObject}: each object computes it once, and
 * again when it is asked for after something that it read has changed; if it comes out the same, its readers do not run.
 * It must not set anything. Without the annotation a default method runs at each call, and its caller depends on what it
 * reads.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DerivedProperty {}
