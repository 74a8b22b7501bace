/** Talks to any server that speaks OpenAI's chat completions. */
package io.forerun.generate.openai;
