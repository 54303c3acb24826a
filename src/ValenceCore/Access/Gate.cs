using System.Globalization;
using System.Security.Principal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Access;

/// <summary>
/// What every request passes, in this order: is there room, is it small enough, who asks, not too often, may he. It stands inside the
/// routes and not in the host's pipeline, so that no host can forget it or put it in the wrong place.
/// </summary>
internal sealed class Gate(
    IAuthenticate authentication, Limiters limiters, AuditTrail audit, Patience patience, IOptions<ValenceCoreOptions> options) : IGate
{
    public async Task<IResult> PassAsync(HttpContext context, ValenceRoute route, Func<Task<IResult>> answer)
    {
        var rule = RouteRules.For(context.Request.Method, route.Pattern);
        if (rule.IsOpen)
        {
            return await answer();
        }

        if (rule.Pace == Pace.Streams)
        {
            // A stream begins when the route has answered.
            var seat = limiters.Enter(rule.Pace);
            context.Response.RegisterForDispose(seat);
            return await EnterAsync(context, rule, seat.IsAcquired, answer);
        }

        using var place = limiters.Enter(rule.Pace);
        return await EnterAsync(context, rule, place.IsAcquired, answer);
    }

    private async Task<IResult> EnterAsync(HttpContext context, RouteRule rule, bool hasRoom, Func<Task<IResult>> answer)
    {
        var limits = options.Value.Limits;
        if (!hasRoom)
        {
            return Replies.Failed(
                context, Refusals.TooBusy(rule.Pace == Pace.Streams ? limits.ConcurrentStreams : limits.ConcurrentRequests));
        }

        if (context.Request.ContentLength > limits.BodyBytes)
        {
            return Replies.Failed(context, RequestBody.TooLarge(limits.BodyBytes));
        }

        if (authentication.IsShownByBrowsers && ForeignPages.Asks(context.Request))
        {
            return await RefuseAsync(context, caller: null, Refusals.ForeignPage());
        }

        var known = await IdentifyAsync(context);
        if (known.Failed(out var unknown))
        {
            return await RefuseAsync(context, caller: null, unknown);
        }

        var caller = known.Value;
        if (!limiters.MayAsk(caller.Name, out var retryAfter))
        {
            return Replies.Failed(context, TooOften(context, retryAfter, $"'{caller.Name}' asks too often."));
        }

        if (!(caller.Role >= rule.Least))
        {
            return await RefuseAsync(context, caller, Refusals.NotAllowed(caller, rule.Least!.Value));
        }

        context.User = new GenericPrincipal(new GenericIdentity(caller.Name), [$"{caller.Role}"]);
        return await audit.FollowAsync(context, caller, () => patience.WaitAsync(context, rule.Pace, answer));
    }

    private async Task<Outcome<Caller>> IdentifyAsync(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "local";
        if (!limiters.MayLogIn(address, out var retryAfter))
        {
            return TooOften(context, retryAfter, "Too many wrong credentials came from this address.");
        }

        var known = await authentication.AuthenticateAsync(context.Request, context.RequestAborted);
        if (known.Failure is { Status: StatusCodes.Status401Unauthorized })
        {
            limiters.LoginFailed(address);
            context.Response.Headers.WWWAuthenticate = authentication.Challenge;
        }

        return known;
    }

    private async Task<IResult> RefuseAsync(HttpContext context, Caller? caller, Failure failure)
    {
        var refused = Replies.Failed(context, failure);

        // A flood that is turned away must not fill the store as well.
        return failure.Status == StatusCodes.Status429TooManyRequests
            ? refused
            : await audit.FollowAsync(context, caller, () => Task.FromResult(refused));
    }

    private static Failure TooOften(HttpContext context, TimeSpan retryAfter, string detail)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refusals.TooManyRequests($"{detail} Try again in {seconds} s.");
    }
}
