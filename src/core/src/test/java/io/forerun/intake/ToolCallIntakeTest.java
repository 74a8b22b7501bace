package io.forerun.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallIntakeTest {

  @Nested
  class Arguments {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"code\":\"x\"}",
          " \r\n\t{ \"code\" \n:\t \"x\" } \n",
          "\uFEFF{\"code\":\"x\"}",
          "{\"why\":\"\\\"code\\\": \\\"no\\\"\",\"n\":-1.5e+3,\"b\":[true,null],\"code\":\"x\"}",
          "{\"a\":{\"code\":\"no\"},\"b\":[{\"code\":1},[]],\"code\":\"x\",\"z\":{\"code\":2},\"é漢🐍\":\"\\ud83D\\udc0d\"}",
          "{\"c\\u006fde\":\"x\"}",
          "{\"\":0,\"Code\":1,\"code \":2,\"code\":\"x\",\"cod\":3}"
        })
    void theProgramIsTheMemberCode(String arguments) {
      for (List<String> deltas : Reading.splits(arguments, new Random(1), 30)) {
        assertThat(Reading.of(new ToolCallIntake(), deltas))
            .isEqualTo(new Reading(List.of(new Reading.Piece(true, "x")), null, null));
      }
    }

    @Test
    void theMemberMayHaveAnotherName() {
      String arguments = "{\"code\":1,\"source é\":\"x\"}";
      assertThat(Reading.of(new ToolCallIntake("source é"), List.of(arguments)).program())
          .isEqualTo("x");
    }

    @Test
    void anEmptyProgramIsNoFault() {
      assertThat(read("{\"code\":\"\"}")).isEqualTo(new Reading(List.of(), null, null));
    }

    @Test
    void decodesEveryEscape() {
      assertThat(
              read("{\"code\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u0000\\uD83D\\uDC0d\"}")
                  .program())
          .isEqualTo("\"\\/\b\f\n\r\té\0🐍");
    }
  }

  @Nested
  class Faults {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          // arguments | program before the fault | offset | type | part of the message
          "[\"code\"]                | `` | 0  | invalid_arguments | must be a JSON object",
          "\"code\"                  | `` | 0  | invalid_arguments | must be a JSON object",
          "{}                        | `` | 1  | invalid_arguments | \"code\" is missing",
          "{\"a\":{\"code\":\"x\"}}  | `` | 17 | invalid_arguments | \"code\" is missing",
          "{\"code\":12}             | `` | 8  | invalid_arguments | \"code\" must be a string",
          "{\"code\": null}          | `` | 9  | invalid_arguments | \"code\" must be a string",
          "{\"code\":[\"x\"]}        | `` | 8  | invalid_arguments | \"code\" must be a string",
          "{\"code\":\"x\",\"code\":\"y\"} | x | 12 | invalid_arguments | \"code\" is given twice",
          "{\"code\" \"x\"}          | `` | 8  | invalid_json | Expected a colon, found \"",
          "{\"code\":\"x\"           | x  | 11 | invalid_json | end before their object does",
          "{\"code\":\"x             | x  | 10 | invalid_json | end before their object does",
          "{\"code\":\"x\"} y        | x  | 13 | invalid_json | nothing after the arguments' object",
          "{\"code\":\"x\"}{         | x  | 12 | invalid_json | nothing after the arguments' object",
          "{\"code\":\"x\"]          | x  | 11 | invalid_json | }, found ]",
          "{\"code\":\"x\",}         | x  | 12 | invalid_json | found }",
          "{\"code\":\"x\" \"a\":1}  | x  | 12 | invalid_json | comma",
          "{\"code\":\"x\",\"a\":tru}| x  | 19 | invalid_json | true, found }",
          "{\"a\":-}                 | `` | 6  | invalid_json | Expected a digit, found }",
          "{\"a\":[1,]}              | `` | 8  | invalid_json | Expected a value, found ]",
          "{\"a\":{\"b\":1,}}        | `` | 12 | invalid_json | found }",
          "{\"a\":é}                 | `` | 5  | invalid_json | found U+00E9",
          "{\"a\":\"\\ud800\"}      | `` | 6  | lone_surrogate | U+D800",
          "{\"a\":01}                | `` | 6  | invalid_json | found 1",
          "{\"a\":[1x]}              | `` | 7  | invalid_json | found x",
          "{code:\"x\"}              | `` | 1  | invalid_json | found c",
          "{'code':\"x\"}            | `` | 1  | invalid_json | found '",
          "{\"code\":\"a\\x\"}       | a  | 11 | invalid_json | \\x is no JSON escape",
          "{\"code\":\"a\\u12g4\"}   | a  | 14 | invalid_json | four hexadecimal digits",
          "{\"code\":\"a\\u12\"}     | a  | 14 | invalid_json | four hexadecimal digits",
          "{\"code\":\"a\\ud83d\"}   | a  | 10 | lone_surrogate | U+D83D",
          "{\"code\":\"a\\ud83d\\n\"}| a  | 10 | lone_surrogate | U+D83D",
          "{\"code\":\"a\\ud83dx\"}  | a  | 10 | lone_surrogate | U+D83D",
          "{\"code\":\"a\\ud83d\\ud83d\"} | a | 10 | lone_surrogate | U+D83D",
          "{\"code\":\"a\\udc0d\"}   | a  | 10 | lone_surrogate | U+DC0D"
        })
    void areNamedWithTheirOffsetAndLoseNothing(
        String arguments, String program, int offset, String type, String message) {
      for (List<String> deltas : Reading.splits(arguments, new Random(1), 30)) {
        Reading reading = Reading.of(new ToolCallIntake(), deltas);
        assertThat(reading.program()).isEqualTo(program);
        assertThat(reading.errorType()).isEqualTo(type);
        assertThat(reading.errorMessage()).contains(message).contains("offset " + offset + ",");
      }
    }

    @Test
    void aLineBreakInTheProgramMustBeEscaped() {
      Reading reading = read("{\"code\":\"x\ny\"}");
      assertThat(reading.program()).isEqualTo("x");
      assertThat(reading.errorType()).isEqualTo("invalid_json");
      assertThat(reading.errorMessage()).contains("U+000A").contains("offset 10,");
    }

    @Test
    void anEmptyInputIsNotWhole() {
      assertThat(Reading.of(new ToolCallIntake(), List.of()).errorType()).isEqualTo("invalid_json");
    }
  }

  @Nested
  class Limits {

    @ParameterizedTest
    @ValueSource(strings = {"{\"", "{\"a\":\"", "{\"a\":1", "{\"a\": "})
    void nothingBesideTheProgramIsKeptHoweverLong(String start) {
      ToolCallIntake intake = new ToolCallIntake();
      Intake.Sink sink = Reading.sink(piece -> {});
      char last = start.charAt(start.length() - 1);
      String delta = String.valueOf(last == '"' ? 'n' : last).repeat(1 << 20);
      intake.accept(start, sink);
      ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int n = 0; n < 16; n++) {
        intake.accept(delta, sink);
      }
      assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(delta.length());
    }

    @Test
    void nestingHasALimit() {
      Reading reading = read("{\"a\":" + "[".repeat(100_000));
      assertThat(reading.errorType()).isEqualTo("invalid_json");
      assertThat(reading.errorMessage()).contains("deeper than 512").contains("offset 516,");
      String deepest = "{\"a\":" + "[".repeat(511) + "]".repeat(511) + ",\"code\":\"x\"}";
      assertThat(read(deepest).program()).isEqualTo("x");
    }
  }

  @Nested
  class Properties {
    private static final String ALPHABET = "ab \"\\/\n\r\t\b\f\0{}[]:,é漢🐍\u007F\u2028";

    @Test
    void anyProgramInAnySplitComesOutAsItWentIn() throws IOException {
      Random random = new Random(1);
      ObjectMapper plain = new ObjectMapper();
      ObjectMapper escaping =
          JsonMapper.builder(
                  JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
              .build();
      for (int n = 0; n < 500; n++) {
        String program = randomText(random, 40);
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          arguments.put(randomText(random, 5) + i, randomValue(random, 3));
        }
        arguments.put("code", program);
        for (int i = random.nextInt(3); i > 0; i--) {
          arguments.put(randomText(random, 5) + "-" + i, randomValue(random, 3));
        }
        String json = (n % 2 == 0 ? plain : escaping).writeValueAsString(arguments);
        for (List<String> deltas : Reading.splits(json, random, 5)) {
          Reading reading = Reading.of(new ToolCallIntake(), deltas);
          assertThat(reading.errorMessage()).as(json).isNull();
          assertThat(reading.program()).isEqualTo(program);
        }
      }
    }

    @Test
    void anyEditOfTheArgumentsIsJudgedAsAParserOfWholeTextsJudgesIt() {
      Random random = new Random(2);
      ObjectMapper strict =
          JsonMapper.builder()
              .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build();
      String valid = "{\"a\":[1,-2.5e3,{\"b\":true}],\"code\":\"x = \\\"é\\\"\\n\",\"z\":null}";
      String edits = "{}[]\",:\\ntf01-.eé ";
      int refused = 0;
      for (int n = 0; n < 20_000; n++) {
        StringBuilder edited = new StringBuilder(valid);
        int at = random.nextInt(edited.length());
        switch (random.nextInt(3)) {
          case 0 -> edited.deleteCharAt(at);
          case 1 -> edited.insert(at, edits.charAt(random.nextInt(edits.length())));
          default -> edited.setCharAt(at, edits.charAt(random.nextInt(edits.length())));
        }
        String json = edited.toString();
        Reading reading = read(json);
        String expected;
        try {
          expected = strict.readTree(json).path("code").textValue();
        } catch (IOException e) {
          refused++;
          assertThat(reading.errorType()).as(json).isNotNull();
          continue;
        }
        if (expected == null) {
          assertThat(reading.errorType()).as(json).isEqualTo("invalid_arguments");
        } else {
          assertThat(reading.errorMessage()).as(json).isNull();
          assertThat(reading.program()).as(json).isEqualTo(expected);
        }
      }
      assertThat(refused).isBetween(5_000, 19_000);
    }

    private static String randomText(Random random, int longest) {
      StringBuilder text = new StringBuilder();
      int[] alphabet = ALPHABET.codePoints().toArray();
      for (int i = random.nextInt(longest + 1); i > 0; i--) {
        text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
      return text.toString();
    }

    private static Object randomValue(Random random, int depth) {
      return switch (random.nextInt(depth == 0 ? 4 : 6)) {
        case 0 -> randomText(random, 8);
        case 1 -> random.nextLong();
        case 2 -> random.nextGaussian();
        case 3 -> random.nextBoolean();
        case 4 -> List.of(randomValue(random, depth - 1), randomValue(random, depth - 1));
        default -> Map.of("code", randomValue(random, depth - 1));
      };
    }
  }

  @Nested
  class Overlap {
    private static final String ARGUMENTS =
        "{\"code\":\"" + "print('as early as it can be')\\n".repeat(50) + "\"}";

    @Test
    void eachCharacterOfTheProgramIsPassedOnWhenItIsWritten() {
      ToolCallIntake intake = new ToolCallIntake();
      StringBuilder program = new StringBuilder();
      Intake.Sink sink = Reading.sink(piece -> program.append(piece.text()));
      intake.accept("{\"code\":\"p", sink);
      assertThat(program).hasToString("p");
      intake.accept("(1)\\", sink);
      assertThat(program).hasToString("p(1)");
      intake.accept("n", sink);
      assertThat(program).hasToString("p(1)\n");
    }

    /** Why the string is decoded here and not by the parser: see docs/adr/0003. */
    @Test
    void jacksonHandsTheProgramOverOnlyWhenItIsWhole() throws IOException {
      try (JsonParser parser = new JsonFactory().createNonBlockingByteArrayParser()) {
        byte[] bytes = ARGUMENTS.getBytes(UTF_8);
        int first = -1;
        for (int i = 0; i < bytes.length && first < 0; i++) {
          ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(bytes, i, i + 1);
          for (JsonToken token = parser.nextToken();
              token != JsonToken.NOT_AVAILABLE;
              token = parser.nextToken()) {
            first = token == JsonToken.VALUE_STRING ? i : first;
          }
        }
        assertThat(first).isEqualTo(ARGUMENTS.length() - 2);
      }
    }
  }

  private static Reading read(String arguments) {
    return Reading.of(new ToolCallIntake(), List.of(arguments));
  }
}
