package io.forerun.run;

/**
 * Which part of a generation a run is. Its events tell the time since the generation began.
 *
 * @param round the round, from 1
 * @param call id of the tool call that the program is; null if it is none
 * @param generationStartedAt when the generation began, as {@link System#nanoTime()} tells it
 */
public record Part(int round, String call, long generationStartedAt) {}
