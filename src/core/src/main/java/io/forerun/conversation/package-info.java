/**
 * A model is asked, its programs run while it writes them, and it may be asked again with what
 * became of them.
 */
package io.forerun.conversation;
