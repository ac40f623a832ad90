<?php
// Installs the blog and writes what ARTICLES (JSON) holds, oldest first, an hour apart.
define('WP_INSTALLING', true);
function wp_new_blog_notification() {}
$_SERVER['HTTP_HOST'] = getenv('HOST');
require getenv('SITE') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('Prøvebloggen', 'redaktor', 'redaktor@blogg.example', true, '', getenv('PASSWORD'), 'nb_NO');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('timezone_string', 'Europe/Oslo');
update_option('comment_previously_approved', 0);
wp_delete_post(1, true);
wp_delete_post(2, true);

$articles = json_decode(getenv('ARTICLES'), true);
$written = time() - 3600 * (count($articles) + 1);
foreach ($articles as $article) {
    $post = wp_insert_post([
        'post_title' => $article['title'], 'post_content' => $article['text'],
        'post_status' => 'publish', 'post_author' => 1,
        'post_date_gmt' => gmdate('Y-m-d H:i:s', $written), 'post_date' => get_date_from_gmt(gmdate('Y-m-d H:i:s', $written)),
    ], true);
    if (is_wp_error($post)) { fwrite(STDERR, $post->get_error_message()); exit(1); }
    foreach ($article['replies'] as $number => [$who, $text]) {
        $at = gmdate('Y-m-d H:i:s', $written + 600 * ($number + 1));
        wp_insert_comment([
            'comment_post_ID' => $post, 'comment_author' => $who,
            'comment_author_email' => 'leser@blogg.example', 'comment_content' => $text,
            'comment_approved' => 1, 'comment_date_gmt' => $at, 'comment_date' => get_date_from_gmt($at),
        ]);
    }
    $written += 3600;
}
