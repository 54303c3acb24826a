namespace ValenceCore.Http;

/// <summary>Finds the operation that a request began, also when the process that served the request is gone.</summary>
internal interface IFindOperations
{
    /// <returns>Its id; null when the request began none.</returns>
    Task<string?> OfRequestAsync(string requestId, CancellationToken cancellation);
}
