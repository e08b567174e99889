using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using MimeKit;

namespace ClientForge.Billing.DevHost.Mail;

/// <summary>
/// The caught messages, one <c>.eml</c> file each. A message is on disk before its sender hears "250 OK", so what the
/// API counts as sent is there after any restart.
/// </summary>
public sealed class MailStore : IDisposable
{
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim writing = new(1, 1);
    private ImmutableList<CaughtMail> newestFirst;
    private long lastNumber;

    public MailStore(string folder, TimeProvider time)
    {
        this.folder = folder;
        this.time = time;
        Directory.CreateDirectory(folder);
        var ids = Directory.GetFiles(folder, "*.eml").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal).ToList();
        lastNumber = ids.Count == 0 ? 0 : long.Parse(ids[^1].AsSpan(0, ids[^1].IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        newestFirst = [.. ids.Select(id => CaughtMail.Read(id, Load(id))).Reverse()];
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<CaughtMail> All => newestFirst;

    public CaughtMail? Find(string id) => newestFirst.Find(mail => mail.Id == id);

    /// <summary>Null when there is no such message or it has no attachment at that place.</summary>
    public (CaughtAttachment About, byte[] Content)? FindAttachment(string id, int index)
    {
        if (Find(id) is null)
            return null;
        var entity = Load(id).Attachments.ElementAtOrDefault(index);
        return entity is null ? null : (CaughtAttachment.Read(entity), CaughtAttachment.ContentOf(entity));
    }

    /// <summary>The message as it came over the wire; null when there is none.</summary>
    public Stream? OpenSource(string id) => Find(id) is null ? null : File.OpenRead(PathOf(id));

    internal async Task AddAsync(ReadOnlySequence<byte> source, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{lastNumber + 1:D10}-{Guid.CreateVersion7(time.GetUtcNow()):N}");
            await WriteAsync(id, source, cancellation);
            newestFirst = newestFirst.Insert(0, CaughtMail.Read(id, Load(id)));
            lastNumber++;
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task ClearAsync(CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            foreach (var mail in newestFirst)
                File.Delete(PathOf(mail.Id));
            newestFirst = [];
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    private async Task WriteAsync(string id, ReadOnlySequence<byte> source, CancellationToken cancellation)
    {
        var unfinished = Path.Combine(folder, $"{id}.part");
        await using (var file = File.Create(unfinished))
        {
            foreach (var segment in source)
                await file.WriteAsync(segment, cancellation);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, PathOf(id));
    }

    private MimeMessage Load(string id) => MimeMessage.Load(PathOf(id));

    private string PathOf(string id) => Path.Combine(folder, $"{id}.eml");
}
