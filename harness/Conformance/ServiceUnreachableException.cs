namespace Harness.Conformance;

/// <summary>The check could not begin. The message says at whose door that lies.</summary>
public sealed class ServiceUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
