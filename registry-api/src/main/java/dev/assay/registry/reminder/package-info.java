/** Reminds people of what they owe by a day: the rules that make tasks, sign-offs, calendars. */
@NullMarked
package dev.assay.registry.reminder;

import org.jspecify.annotations.NullMarked;
