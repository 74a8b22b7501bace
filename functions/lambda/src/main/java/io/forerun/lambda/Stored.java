package io.forerun.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where the whole of a result lies.
 *
 * @param bytes its size
 * @param error why it could not be written; null if it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Stored(String bucket, String key, long bytes, String error) {}
