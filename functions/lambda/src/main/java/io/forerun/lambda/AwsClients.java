package io.forerun.lambda;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients of AWS services, each made when the first one asks for it. Region and credentials are
 * those that Lambda gives the function.
 */
final class AwsClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  @Produces
  @Singleton
  static S3Client s3() {
    return S3Client.builder().httpClientBuilder(http()).build();
  }

  static void close(@Disposes S3Client client) {
    client.close();
  }

  @Produces
  @Singleton
  static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder().httpClientBuilder(http()).build();
  }

  static void close(@Disposes DynamoDbClient client) {
    client.close();
  }

  private static SdkHttpClient.Builder<?> http() {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT);
  }
}
