/**
 * The replay model: a server in the wire format of OpenAI's chat completions that writes what it is
 * told to, as fast as it is told to, with the faults that it is told to have.
 */
package io.forerun.generate.replay;
