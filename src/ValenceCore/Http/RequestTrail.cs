namespace ValenceCore.Http;

/// <summary>What a request set going, for those who tell of the request afterwards. It flows with the work, so that no method has to
/// hand it on.</summary>
internal sealed class RequestTrail
{
    private static readonly AsyncLocal<RequestTrail?> Ambient = new();

    public static RequestTrail? Current => Ambient.Value;

    /// <summary>False when the caller leaves once the work is accepted.</summary>
    public bool IsWaitedFor { get; private init; }

    /// <summary>Who asks; null when nobody is asked who he is.</summary>
    public string? Actor { get; private init; }

    public string? RequestId { get; private init; }

    /// <summary>The first operation that the request began; those that this one begins in its turn are its own affair.</summary>
    public string? OperationId { get; private set; }

    public static RequestTrail Begin(bool isWaitedFor, string? actor, string requestId) =>
        Ambient.Value = new RequestTrail { IsWaitedFor = isWaitedFor, Actor = actor, RequestId = requestId };

    public void Began(string operationId) => OperationId ??= operationId;
}
