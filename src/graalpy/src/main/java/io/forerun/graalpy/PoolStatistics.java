package io.forerun.graalpy;

import java.time.Duration;

/**
 * What the pool of interpreters holds and did so far.
 *
 * @param warm interpreters ready to be handed out
 * @param warming interpreters that start or still import, be it only to store bytecode
 * @param sessions interpreters handed out, stuck ones and those that are being closed included
 * @param stuck interpreters whose Python could not be stopped and still runs
 * @param heapExhausted whether memory stays short although no session is left that could be ended
 * @param waiting requests for a session that wait
 * @param hits requests that got an interpreter at once
 * @param misses requests that had to wait or were refused
 * @param lastWarmUp how long the last warm-up took, all imports included; zero before the first
 */
public record PoolStatistics(
    int warm,
    int warming,
    int sessions,
    int stuck,
    boolean heapExhausted,
    int waiting,
    long hits,
    long misses,
    Duration lastWarmUp) {}
