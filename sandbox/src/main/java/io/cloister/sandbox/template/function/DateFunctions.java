// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Function;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Points in time. Source: Azure docs, "Date functions for ARM templates". */
final class DateFunctions {

    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssX");

    static final Map<String, Function> ALL = Map.ofEntries(
            entry("dateTimeAdd", DateFunctions::add),
            entry(
                    "dateTimeFromEpoch",
                    call -> new TextNode(SECONDS.format(
                            Instant.ofEpochSecond(call.count(1, 1).number(0)).atOffset(ZoneOffset.UTC)))),
            entry(
                    "dateTimeToEpoch",
                    call -> LongNode.valueOf(read(call.count(1, 1)).toEpochSecond())));

    private DateFunctions() {}

    private static TextNode add(Arguments call) {
        OffsetDateTime start = read(call.count(2, 3));
        String length = call.text(1);
        boolean back = length.startsWith("-");
        String iso = back ? length.substring(1) : length;
        try {
            int time = iso.indexOf('T');
            String days = time < 0 ? iso : iso.substring(0, time);
            Period period = days.length() > 1 ? Period.parse(days) : Period.ZERO;
            Duration rest = time < 0 ? Duration.ZERO : Duration.parse("P" + iso.substring(time));
            OffsetDateTime end =
                    back ? start.minus(period).minus(rest) : start.plus(period).plus(rest);
            return new TextNode(end.atZoneSameInstant(ZoneOffset.UTC).format(format(call)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw call.wrong("cannot add '" + length + "'");
        }
    }

    /** Formats are .NET's, which for the letters of dates and times are mostly Java's. */
    private static DateTimeFormatter format(Arguments call) {
        return call.size() > 2
                ? DateTimeFormatter.ofPattern(call.text(2).replace("T", "'T'").replace("Z", "X"))
                : SECONDS;
    }

    private static OffsetDateTime read(Arguments call) {
        String text = call.text(0);
        try {
            return text.contains("-") ? OffsetDateTime.parse(text) : OffsetDateTime.parse(text, PLAIN);
        } catch (DateTimeException e) {
            throw call.wrong("expects a point in time, not '" + text + "'");
        }
    }
}
