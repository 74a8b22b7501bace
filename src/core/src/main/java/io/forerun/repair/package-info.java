/** What models are told about their programs, and how one that failed is repaired. */
package io.forerun.repair;
