namespace Simulator.Ironic;

/// <summary>Asks for a token of the minimal Keystone. Readers may look; everything else needs the roles admin or member.</summary>
internal sealed class KeystoneAuthentication(Identity identity, IronicSettings settings)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (PublicPaths.Include(context.Request.Path))
        {
            return next(context);
        }

        if (identity.Find(context.Request.Headers["X-Auth-Token"].ToString()) is not { IsScoped: true } token)
        {
            context.Response.Headers.WWWAuthenticate = $"Keystone uri=\"{WireContext.Of(context, settings).Base}{KeystoneApi.Base}\"";
            return IdentityError.Unauthorized.ExecuteAsync(context);
        }

        var isReading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return isReading || token.Roles.Any(r => r is "admin" or "member")
            ? next(context)
            : new IronicError(403, $"Access was denied to {context.Request.Method} {context.Request.Path}: the role reader may only look.").ExecuteAsync(context);
    }
}
