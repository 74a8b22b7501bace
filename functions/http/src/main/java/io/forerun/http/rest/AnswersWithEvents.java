package io.forerun.http.rest;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The answer is the events of a run, in one of the {@link AcceptedFormats}. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface AnswersWithEvents {}
