// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.template.function.PureFunctions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    private static final Scope SCOPE = name -> name.equals("parameters")
            ? Optional.of(call -> json("{\"first\":[{\"Name\":\"a\"},{\"Name\":\"b\"}]}"))
            : PureFunctions.INSTANCE.function(name);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [concat('it''s ', 'me')]                         | "it's me"
            [parameters('x').first[1].name]                  | "b"
            [parameters('x').?second]                        | null
            [ if ( true() , 'a' , substring('a', 0, 3) ) ]   | "a"
            [and(false(), equals(substring('', 1), ''))]     | false
            [or(true(), false())]                            | true
            [not(contains(createArray('a', 'b'), 'c'))]      | true
            [contains('prod-weu', 'weu')]                    | true
            [empty('')]                                      | true
            [length(split('22-443', '-'))]                   | 2
            [int(last(split('22-443', '-')))]                | 443
            [first(createArray())]                           | null
            [union(createArray('a','b'), createArray('b'))]  | ["a","b"]
            [intersection(createArray(1,2), createArray(2))] | [2]
            [add(mul(2, 3), sub(7, mod(8, 5)))]              | 10
            [div(-7, 2)]                                     | -3
            [max(1, 5, 3)]                                   | 5
            [min(createArray(4, 2))]                         | 2
            [coalesce(null(), 'x')]                          | "x"
            [toUpper(trim(' a '))]                           | "A"
            [replace('a-b', '-', '')]                        | "ab"
            [padLeft('7', 3, '0')]                           | "007"
            [startsWith('Abc', 'aB')]                        | true
            [indexOf('abc', 'C')]                            | 2
            [json('{"a":[1]}').a[0]]                         | 1
            [string(createObject('a', 1))]                   | "{\\"a\\":1}"
            [tryGet(createObject('a', 1), 'b')]              | null
            [format('{0}-{1}', 'a', 5)]                      | "a-5"
            [bool('True')]                                   | true
            [base64ToString(base64('x'))]                    | "x"
            [range(3, 2)]                                    | [3,4]
            [greaterOrEquals('2021-02-01', '2019-04-01')]    | true
            [[not an expression]                             | "[not an expression]"
            [greeting                                        | "[greeting"
            """)
    void anExpressionHasTheValueThatAzureDocumentsForIt(String expression, String value) {
        assertThat(Templates.resolve(expression, SCOPE)).hasToString(value);
    }

    @Test
    void whatIsNotThereIsAnError() {
        assertThatThrownBy(() -> Templates.resolve("[substring('ab', 0, 3)]", SCOPE))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("substring");
        assertThatThrownBy(() -> Templates.resolve("[parameters('x').second]", SCOPE))
                .hasMessageContaining("'second' doesn't exist");
        assertThatThrownBy(() -> Templates.resolve("[nothing()]", SCOPE)).hasMessageContaining("'nothing'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [concat('a']
            [concat('a)]
            [concat('a' 'b')]
            [concat('a'))]
            [.a]
            []
            """)
    void whatIsNotInTheGrammarIsAnError(String expression) {
        assertThatThrownBy(() -> Templates.resolve(expression, SCOPE)).isInstanceOf(TemplateException.class);
    }

    @Test
    void expressionsAreResolvedWhereverTheyStand() {
        assertThat(Templates.resolve(json("{\"a\":[{\"[concat('b','c')]\":\"[add(1,1)]\"}],\"d\":true}"), SCOPE))
                .hasToString("{\"a\":[{\"bc\":2}],\"d\":true}");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
