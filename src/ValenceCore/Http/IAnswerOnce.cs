using Microsoft.AspNetCore.Http;

namespace ValenceCore.Http;

/// <summary>Runs a request that makes something once for one idempotency key, and answers its repetitions with what the first was answered.</summary>
internal interface IAnswerOnce
{
    Task<IResult> AnswerAsync(HttpContext context, Func<Task<IResult>> answer);
}
