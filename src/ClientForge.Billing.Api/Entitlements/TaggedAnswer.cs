using System.Security.Cryptography;
using System.Text.Json;
using ClientForge.Billing.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ClientForge.Billing.Api.Entitlements;

/// <summary>An answer with an <c>ETag</c> made of its content (RFC 9110, 8.8.3), or 304 for a caller who has it already.</summary>
internal static class TaggedAnswer
{
    private const int TagBytes = 16;

    public static ActionResult Of<T>(HttpRequest request, HttpResponse response, T value)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, Json.Options);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, TagBytes))}\"");
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        return IsKnown(request, tag) ? new StatusCodeResult(StatusCodes.Status304NotModified) : new FileContentResult(body, "application/json; charset=utf-8");
    }

    // For If-None-Match tags are compared weakly: W/"x" and "x" are the same (RFC 9110, 13.1.2).
    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
