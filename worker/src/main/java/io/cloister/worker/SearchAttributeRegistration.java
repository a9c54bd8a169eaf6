// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import io.cloister.observe.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Registers the search attributes by which clusters are found in Temporal's UI, where they are missing. */
public final class SearchAttributeRegistration {

    public static final List<String> NAMES =
            SearchAttributes.ALL.stream().map(SearchAttributeKey::getName).toList();

    private SearchAttributeRegistration() {}

    /** @return what a person must do where the worker may not; empty where all are there */
    public static Optional<String> register(WorkflowServiceStubs stubs, String namespace) {
        OperatorServiceBlockingStub operator = OperatorServiceStubs.newServiceStubs(
                        OperatorServiceStubsOptions.newBuilder()
                                .setChannel(stubs.getRawChannel())
                                .validateAndBuildWithDefaults())
                .blockingStub();
        try {
            Set<String> present = present(operator, namespace);
            AddSearchAttributesRequest.Builder request =
                    AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
            NAMES.stream()
                    .filter(name -> !present.contains(name))
                    .forEach(name -> request.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
            if (request.getSearchAttributesCount() > 0) {
                operator.addSearchAttributes(request.build());
            }
            return Optional.empty();
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode() == Status.Code.ALREADY_EXISTS
                    ? Optional.empty()
                    : Optional.of(advice(namespace, refused.getStatus()));
        }
    }

    private static Set<String> present(OperatorServiceBlockingStub operator, String namespace) {
        try {
            return operator.listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap()
                    .keySet();
        } catch (StatusRuntimeException unknown) {
            // the in-memory server can add search attributes and not list them
            if (unknown.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return Set.of();
            }
            throw unknown;
        }
    }

    private static String advice(String namespace, Status status) {
        return "search attributes cannot be registered in namespace " + namespace + " (" + status.getCode()
                + "): have an operator run 'temporal operator search-attribute create --namespace " + namespace
                + NAMES.stream()
                        .map(name -> " --name " + name + " --type Keyword")
                        .collect(Collectors.joining())
                + "'";
    }
}
