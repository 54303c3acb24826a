namespace Simulator.Faces;

/// <summary>The request that is being served where this is asked, or that started the work that runs there: to say who is to blame.</summary>
public static class RequestInFlight
{
    private static readonly AsyncLocal<string?> Current = new();

    /// <summary>Method and URL; null when no request is behind what happens.</summary>
    public static string? Words => Current.Value;

    /// <summary>Of requests that only read nothing is said: nothing happens because of them.</summary>
    public static void Begin(HttpRequest request, string face)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            Current.Value = $"{request.Method} {request.Path} of {face}";
        }
    }
}
