<?php
// Does one act on a post or a comment, with WordPress' own code, and prints its number and address.
$_SERVER['HTTP_HOST'] = getenv('HOST');
require getenv('SITE') . '/wp-load.php';

[$act, $kind, $key, $text] = array_map('getenv', ['ACT', 'KIND', 'KEY', 'TEXT']);
$is_post = $kind === 'post';
if ($act === 'write' && $is_post) {
    $key = wp_insert_post(['post_title' => 'Et innlegg', 'post_content' => "<p>$text</p>", 'post_status' => 'publish', 'post_author' => 1]);
} elseif ($act === 'write') {
    $oldest = get_posts(['numberposts' => 1, 'order' => 'ASC'])[0]->ID;
    $key = wp_insert_comment([
        'comment_post_ID' => $oldest, 'comment_author' => getenv('WHO'), 'comment_content' => $text,
        'comment_author_email' => 'leser@blogg.example', 'comment_approved' => 1,
    ]);
} elseif ($act === 'edit') {
    $done = $is_post ? wp_update_post(['ID' => $key, 'post_content' => "<p>$text</p>"])
        : wp_update_comment(['comment_ID' => $key, 'comment_content' => $text]);
} else {
    // As an editor does it: what is thrown away lies in the bin, and nobody else sees it.
    $done = $is_post ? wp_trash_post($key) : wp_trash_comment($key);
}
if (!$key || (isset($done) && !$done)) { fwrite(STDERR, "could not $act $kind $key\n"); exit(1); }
echo json_encode(['key' => (string) $key, 'address' => $is_post ? get_permalink($key) : get_comment_link((int) $key)]);
