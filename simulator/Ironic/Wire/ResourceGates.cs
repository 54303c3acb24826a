namespace Simulator.Ironic;

/// <summary>A resource that came with <c>1.<paramref name="Minor"/></c>; older requests get 404, as if it were not there.</summary>
internal sealed record ResourceSince(int Minor);

/// <summary>Hides resources from requests that ask for an older version.</summary>
internal static class ResourceGates
{
    public static TBuilder Since<TBuilder>(this TBuilder endpoints, int minor)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new ResourceSince(minor));

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var gate = context.GetEndpoint()?.Metadata.GetMetadata<ResourceSince>();
        return gate is null || context.Version().Has(gate.Minor)
            ? next(context)
            : IronicErrors.NoSuchPath.ExecuteAsync(context);
    }
}
